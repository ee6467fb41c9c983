package org.ankurah.demo;

import java.math.BigDecimal;
import java.time.Instant;
import org.ankurah.model.Description;
import org.ankurah.model.Indexed;
import org.ankurah.model.Model;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.jspecify.annotations.Nullable;

/** One purchase of a customer. */
@Model
@Description("One purchase of a customer. `invoiceLines` lists what was bought.")
public record Invoice(
        @Required @Indexed @Description("Who bought.") Ref<Customer> customer,

        @Description("When it was bought.") Instant invoiceDate,

        @Description("Street and number of the bill.") @Nullable
        String billingAddress,

        @Description("City of the bill.") @Nullable String billingCity,

        @Description("State or province of the bill.") @Nullable
        String billingState,

        @Description("Country of the bill.") @Nullable String billingCountry,

        @Description("Postal code of the bill.") @Nullable String billingPostalCode,

        @Description("The sum of its lines, in dollars.") BigDecimal total) {}

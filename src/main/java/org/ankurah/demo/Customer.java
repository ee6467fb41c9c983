package org.ankurah.demo;

import org.ankurah.model.Description;
import org.ankurah.model.Indexed;
import org.ankurah.model.Model;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.ankurah.model.Unique;
import org.jspecify.annotations.Nullable;

/** Someone who buys from the store. */
@Model
@Description("Someone who buys from the store. `invoices` lists what they bought.")
public record Customer(
        @Required @Description("The given name.") String firstName,

        @Required @Description("The family name.") String lastName,

        @Description("The company they buy for.") @Nullable String company,

        @Description("Street and number.") @Nullable String address,

        @Description("City.") @Nullable String city,

        @Description("State or province.") @Nullable String state,

        @Description("Country.") @Nullable String country,

        @Description("Postal code.") @Nullable String postalCode,

        @Description("Telephone number.") @Nullable String phone,

        @Description("Fax number.") @Nullable String fax,

        @Required @Unique @Description("E-mail address; no two customers share one.")
        String email,

        @Indexed @Description("The employee who helps them.") @Nullable
        Ref<Employee> supportRep) {}

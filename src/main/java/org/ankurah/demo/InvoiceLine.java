package org.ankurah.demo;

import java.math.BigDecimal;
import org.ankurah.model.Description;
import org.ankurah.model.Indexed;
import org.ankurah.model.Model;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;

/** One track on an invoice. */
@Model
@Description("One track on an invoice.")
public record InvoiceLine(
        @Required @Indexed @Description("The invoice that the line is on.")
        Ref<Invoice> invoice,

        @Required @Indexed @Description("What was bought.") Ref<Track> track,

        @Description("The price of one, in dollars, on the day of the purchase.")
        BigDecimal unitPrice,

        @Description("How many were bought.") int quantity) {}

package org.ankurah.demo;

import java.time.Instant;
import org.ankurah.model.Description;
import org.ankurah.model.Indexed;
import org.ankurah.model.Model;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.jspecify.annotations.Nullable;

/** Someone who works for the store. */
@Model
@Description("Someone who works for the store. `employeesByReportsTo` lists who reports to them.")
public record Employee(
        @Required @Description("The family name.") String lastName,

        @Required @Description("The given name.") String firstName,

        @Description("What they do, such as `Sales Manager`.") @Nullable
        String title,

        @Indexed @Description("Whom they report to; null for the head of the store.") @Nullable
        Ref<Employee> reportsTo,

        @Description("When they were born.") @Nullable Instant birthDate,

        @Description("When they began to work here.") @Nullable
        Instant hireDate,

        @Description("Street and number.") @Nullable String address,

        @Description("City.") @Nullable String city,

        @Description("State or province.") @Nullable String state,

        @Description("Country.") @Nullable String country,

        @Description("Postal code.") @Nullable String postalCode,

        @Description("Telephone number.") @Nullable String phone,

        @Description("Fax number.") @Nullable String fax,

        @Description("E-mail address.") @Nullable String email) {}

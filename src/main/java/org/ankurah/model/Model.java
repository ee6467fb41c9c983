package org.ankurah.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a record as the model of one collection. Its components are the properties. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Model {

    /** Name of the collection in lower camel case; the record's name by default. */
    String collection() default "";

    /** Name of lists of these entities in lower camel case; formed by English rules by default. */
    String plural() default "";

    /**
     * Names of properties that the record had and has given up. Their columns are dropped; what entities held stays in
     * their states and their history, and comes back with the property.
     */
    String[] retired() default {};
}

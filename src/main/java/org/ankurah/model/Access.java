package org.ankurah.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a role may do with the entities of a model, or hides or freezes a property for it. As soon as one model
 * says so, what no annotation allows is refused, for all models. A policy file or bean takes the place of all
 * annotations.
 *
 * <pre>{@code
 * @Model
 * @Access(role = "sales", allow = {READ, UPDATE}, where = "supportRep.email = $jwt.email")
 * @Access(role = "clerk", allow = READ)
 * record Customer(String name, @Access(role = "clerk", hide = true) String fax, Ref<Employee> supportRep) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
@Repeatable(Access.All.class)
public @interface Access {

    /** Who may. */
    String role();

    /** On a model: what the role may do. */
    Right[] allow() default {};

    /** On a model: with which entities, as a rule of the query language; empty for all. */
    String where() default "";

    /** On a property: whether the role does not see it. */
    boolean hide() default false;

    /** On a property: whether the role does not change it. */
    boolean freeze() default false;

    /** Several of them. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
    @interface All {

        /** Each counts as if it stood alone. */
        Access[] value();
    }
}

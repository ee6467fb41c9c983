package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import java.util.ArrayList;
import java.util.List;
import org.ankurah.model.ModelDescriptor;

/** The arguments that say which entities of a collection are meant. */
final class SelectionArguments {

    private SelectionArguments() {}

    static List<GraphQLArgument> of(ModelDescriptor model) {
        List<GraphQLArgument> arguments = new ArrayList<>(matching(model, "name ILIKE 'a%' ORDER BY name LIMIT 10"));
        arguments.add(Types.argument(
                SelectionReader.ORDER_BY,
                Types.listOf(Names.order(model)),
                "The order, most significant key first; by `id` unless given."));
        return arguments;
    }

    /**
     * Those that say which entities match.
     *
     * @param example a text of the query language that makes sense here
     */
    static List<GraphQLArgument> matching(ModelDescriptor model, String example) {
        return List.of(
                Types.argument(
                        SelectionReader.WHERE, Types.ref(Names.filter(model)), "Only those that match this filter."),
                Types.argument(
                        SelectionReader.QUERY,
                        Scalars.GraphQLString,
                        "Only those that match this text as well, such as `" + example + "`. Values of users"
                                + " belong into `variables`, never into the text."),
                Types.argument(
                        SelectionReader.VARIABLES,
                        ApiScalars.JSON,
                        "What stands for the parameters in `query`: an array for `?`, an object for `:name`."));
    }
}

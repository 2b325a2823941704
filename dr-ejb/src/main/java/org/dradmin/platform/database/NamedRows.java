package org.dradmin.platform.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dradmin.platform.Settings;

/**
 * Changes rows by a list of names. PostgreSQL takes a list of any length as one array, so that thousands of rows are one
 * statement; Derby, which knows no arrays, gets it in {@link Portions}.
 */
@ApplicationScoped
public class NamedRows {

    @Inject
    private Settings settings;

    /**
     * Changes rows.
     *
     * <p>The names should be the statement's only condition. Where old statistics say that hardly any row meets another
     * one, PostgreSQL looks through the whole array for each row that does, which takes seconds.
     *
     * @param statement in the database's own words, with {@code %s} for the condition behind the column of the names
     * @param parameters of the statement, as ?1, ?2 and so on
     * @return how many rows it changed
     */
    public int update(EntityManager em, String statement, Collection<String> names, Object... parameters) {
        int first = parameters.length + 1;
        if (!settings.databaseIsDerby()) {
            return names.isEmpty() ? 0 : execute(em, statement.formatted("IN (SELECT unnest(CAST(?" + first + " AS VARCHAR[])))"), List.of(PostgresqlArray.of(names)), parameters);
        }
        return Portions.of(names).stream().mapToInt(some -> execute(em, statement.formatted(IntStream.range(first, first + some.size())
                .mapToObj(place -> "?" + place).collect(Collectors.joining(", ", "IN (", ")"))), some, parameters)).sum();
    }

    private static int execute(EntityManager em, String statement, List<String> values, Object[] parameters) {
        Query query = em.createNativeQuery(statement);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(parameters.length + i + 1, values.get(i));
        }
        return query.executeUpdate();
    }
}

package org.dradmin.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a long password is one of those that guesses begin with: on the list of the 100,000 most common ones that
 * Nbvcxz brings along, or made of one by repeating it, by digits and signs around it, by putting two of the most common
 * ones together; or a run of one character, of neighbours in the alphabet or of few different ones. The list is read
 * through when it is asked and takes no memory meanwhile: that is a hundredth of a second, and passwords are set seldom.
 */
final class CommonPasswords {

    private static final String LIST = "/dictionaries/passwords.txt";
    /** So many, put together in twos, are tried in no time. */
    private static final int MOST_COMMON = 10_000;
    /** A phrase of different words has more. */
    private static final int FEW_CHARACTERS = 4;
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]*(.*?)[^\\p{L}]*$", Pattern.DOTALL);
    private static final Pattern REPEATED = Pattern.compile("(.+?)\\1+", Pattern.DOTALL);

    private CommonPasswords() {
    }

    static boolean isOne(String password) {
        String lower = password.toLowerCase(Locale.ROOT).strip();
        if (lower.codePoints().distinct().count() <= FEW_CHARACTERS || isRun(lower)) {
            return true;
        }
        Map<String, Integer> ranks = ranks(candidates(lower));
        return ranks.containsKey(lower) || ranks.containsKey(core(lower)) || isPair(lower, ranks) || isPair(core(lower), ranks);
    }

    /** Without what stands around its letters, and once what is repeated. */
    private static String core(String password) {
        Matcher around = AROUND.matcher(once(password));
        return around.matches() && !around.group(1).isEmpty() ? once(around.group(1)) : once(password);
    }

    private static String once(String text) {
        Matcher repeated = REPEATED.matcher(text);
        return repeated.matches() ? repeated.group(1) : text;
    }

    private static boolean isPair(String password, Map<String, Integer> ranks) {
        for (int i = 1; i < password.length(); i++) {
            if (isMostCommon(ranks.get(password.substring(0, i))) && isMostCommon(ranks.get(password.substring(i)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMostCommon(Integer rank) {
        return rank != null && rank < MOST_COMMON;
    }

    /** 123456789012345, abcdefghijklmno and the like: nearly every character is the next one, the one before or the same. */
    private static boolean isRun(String text) {
        int neighbours = 0;
        int[] characters = text.codePoints().toArray();
        for (int i = 1; i < characters.length; i++) {
            int step = Math.abs(characters[i] - characters[i - 1]);
            neighbours += step <= 1 || step == 9 ? 1 : 0;
        }
        return neighbours >= characters.length - 3;
    }

    private static Set<String> candidates(String password) {
        Set<String> candidates = new HashSet<>();
        for (String whole : List.of(password, core(password))) {
            for (int i = 1; i < whole.length(); i++) {
                candidates.add(whole.substring(0, i));
                candidates.add(whole.substring(i));
            }
            candidates.add(whole);
        }
        return candidates;
    }

    /** The places on the list of those of the candidates that are on it. */
    private static Map<String, Integer> ranks(Set<String> candidates) {
        Map<String, Integer> ranks = new HashMap<>();
        try (InputStream list = CommonPasswords.class.getResourceAsStream(LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            int rank = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine(), rank++) {
                String common = line.strip().toLowerCase(Locale.ROOT);
                if (candidates.contains(common)) {
                    ranks.putIfAbsent(common, rank);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ranks;
    }
}

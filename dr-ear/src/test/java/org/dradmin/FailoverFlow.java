package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.test.Account.ADA;
import static org.dradmin.test.Account.GRACE;
import static org.dradmin.test.Account.OMAR;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.ConsolePage;
import org.dradmin.test.DeployedServer;
import org.junit.jupiter.api.Test;

/** The flow that must always work, its bad days, and its looks; one body for both installations. */
abstract class FailoverFlow {

    private static final String FAILOVER = "Failover";
    private static final String FAILBACK = "Failback";
    private static final String HOME = "Not failed over";
    private static final String AWAY = "Failed over";

    @Test
    void failsOverAndBackInTheFixedWords(Browser browser, DeployedServer server) {
        ConsolePage console = ConsolePage.open(browser, ADA);
        console.shows(HOME);
        assertThat(console.initiate(FAILBACK)).hasCount(0);
        Axe.assertAccessible(console.page());
        int before = console.history().count();

        console.initiate(FAILOVER).click();
        Locator dialog = console.dialog(FAILOVER);
        assertThat(dialog).containsText("5 protected domains will be moved from US East to US West");
        assertThat(dialog).containsText("portal.example.test");
        assertThat(dialog).containsText("Read-only mode");
        assertThat(dialog).containsText("Every super admin gets mail");
        assertThat(dialog).containsText("whoever fails over also fails back");
        assertThat(console.confirm(FAILOVER)).isDisabled();
        Axe.assertAccessible(console.page());
        dialog.getByLabel("Reason").fill("The cable is cut");
        console.tick(FAILOVER).check();
        Response answer = console.page().waitForResponse(response -> response.request().method().equals("POST")
                && response.request().postData().contains("failoverConfirm="), () -> console.confirm(FAILOVER).click());
        assertThat(answer.text()).as("the banner comes with the words, not a look later").contains("aria-label=\"Service mode\"");

        assertThat(dialog).isHidden();
        console.shows(AWAY);
        assertThat(console.region("Failover has ended")).containsText("Succeeded");
        assertThat(console.region("Protected domains").locator("tbody tr").first()).containsText("US West");
        assertThat(console.page().getByRole(AriaRole.COMPLEMENTARY)).containsText("Read-only mode");
        assertThat(server.status("/go/portal.example.test/news/")).isEqualTo(307);
        assertThat(console.initiate(FAILOVER)).hasCount(0);
        assertThat(console.history()).hasCount(Math.min(ConsolePage.NEWEST, before + 1));
        assertThat(console.history().first()).containsText("The cable is cut");
        assertThat(console.history().first()).containsText("5 of 5");
        Axe.assertAccessible(console.page());

        console.carryOut(FAILBACK, HOME);
        assertThat(console.region("Failback has ended")).containsText("Succeeded");
        console.history().first().getByRole(AriaRole.LINK).click();
        assertThat(console.page()).hasURL(Pattern.compile(".*/console/operation\\.xhtml\\?id=.+"));
        assertThat(console.region("Facts")).containsText(ADA.words());
        assertThat(console.region("Domain by domain").locator("tbody tr")).hasCount(5);
        Axe.assertAccessible(console.page());
    }

    @Test
    void startsNothingFromADialogLeftOpenWhileSomebodyElseFailsOver(Browser first, Browser second) {
        ConsolePage ada = ConsolePage.open(first, ADA);
        ConsolePage omar = ConsolePage.open(second, OMAR);
        omar.prepare(FAILOVER);
        omar.looksOften();
        ada.carryOut(FAILOVER, AWAY);

        assertThat(omar.dialog(FAILOVER)).containsText(ADA.words() + " started this failover");
        int operations = ada.history().count();
        omar.confirm(FAILOVER).click();
        assertThat(omar.message()).containsText("Nothing was started.");
        assertThat(omar.message()).containsText(ADA.words() + " started this failover");
        omar.shows(AWAY);
        assertThat(omar.history()).hasCount(operations);

        ada.looksOften();
        omar.carryOut(FAILBACK, HOME);
        ada.shows(HOME);
    }

    @Test
    void refusesAFailoverPostedWithoutTheTick(Browser browser) {
        ConsolePage console = ConsolePage.open(browser, GRACE);
        int operations = console.history().count();
        console.initiate(FAILOVER).click();
        assertThat(console.confirm(FAILOVER)).isDisabled();

        console.page().evaluate("PrimeFaces.ab({s:'failoverForm:failoverConfirm',f:'failoverForm',p:'failoverForm',u:'failoverForm page'})");

        assertThat(console.message()).containsText("Nothing was started: read the text of the dialog and tick the box");
        console.shows(HOME);
        assertThat(console.history()).hasCount(operations);
    }

    @Test
    void signsInAgainAndComesBackWhenTheSessionEndedMeanwhile(Browser browser) {
        ConsolePage console = ConsolePage.open(browser, ADA);
        console.prepare(FAILOVER);
        browser.context().clearCookies();

        console.confirm(FAILOVER).click();

        assertThat(console.page()).hasURL(Pattern.compile(".*/sign-in\\.xhtml.*"));
        console.signIn(ADA);
        console.stepUp(ADA);
        console.shows(HOME);
    }

    @Test
    void provesAgainWhoOneIsWhenTheStepUpIsOverAndComesBackToWhatWasTyped(Browser browser) {
        ConsolePage console = ConsolePage.open(browser, ADA);
        console.initiate(FAILOVER).click();
        console.dialog(FAILOVER).getByLabel("Reason").fill("The cable is cut,\nticket 4711");
        console.dialog(FAILOVER).getByText("Something is refused, and I take it upon myself").click();
        console.dialog(FAILOVER).getByLabel("Why it may be done all the same").fill("I saw it burn");
        assertThat(console.dialog(FAILOVER)).containsText("Recommended: Planned");
        console.dialog(FAILOVER).getByRole(AriaRole.RADIO).first().check();
        console.tick(FAILOVER).check();
        assertThat(console.confirm(FAILOVER)).isEnabled();
        // A new session of the same person has no step-up, just as one whose step-up has expired. In between there is none.
        console.looksAway();
        Page other = signOutElsewhere(browser);
        other.navigate("/dashboard/index.xhtml");
        other.getByLabel("Username").fill(ADA.username());
        other.getByLabel("Password").fill(ADA.password());
        other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
        assertThat(other).hasURL(Pattern.compile(".*/dashboard/.*"));

        // The console notices by itself, and nobody's sentence is lost by that either.
        console.looksOften();
        console.stepUp(ADA);
        assertThat(console.dialog(FAILOVER)).containsText("What you had typed is back. Nothing was done by it.");
        assertThat(console.dialog(FAILOVER).getByLabel("Reason")).hasValue("The cable is cut,\nticket 4711");
        assertThat(console.dialog(FAILOVER).getByLabel("Why it may be done all the same")).hasValue("I saw it burn");
        assertThat(console.dialog(FAILOVER)).containsText("Recommended: Planned");
        assertThat(console.dialog(FAILOVER).getByRole(AriaRole.RADIO).first()).isChecked();
        assertThat(console.tick(FAILOVER)).not().isChecked();
        assertThat(console.confirm(FAILOVER)).isDisabled();
        Axe.assertAccessible(console.page());
        console.shows(HOME);

        console.page().reload();
        console.shows(HOME);
        assertThat(console.dialog(FAILOVER)).isHidden();
    }

    /** In another window of the same browser. */
    private static Page signOutElsewhere(Browser browser) {
        Page other = browser.context().newPage();
        other.navigate("/dashboard/index.xhtml");
        other.locator(".user").click();
        other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out").setExact(true)).click();
        assertThat(other).hasURL(Pattern.compile(".*/sign-in\\.xhtml.*"));
        return other;
    }

    @Test
    void handsBackWhatWasTypedWhereTheDialogOpensNoMoreAndNeverToAnotherPerson(Browser first, Browser second) {
        ConsolePage ada = ConsolePage.open(first, ADA);
        ada.initiate(FAILOVER).click();
        ada.dialog(FAILOVER).getByLabel("Reason").fill("Storm over the east");
        ada.looksOften();
        signOutElsewhere(first);
        assertThat(ada.page()).hasURL(Pattern.compile(".*/sign-in\\.xhtml.*"));
        ConsolePage omar = ConsolePage.open(second, OMAR);
        omar.carryOut(FAILOVER, AWAY);

        ada.signIn(ADA);
        ada.stepUp(ADA);
        assertThat(ada.message()).containsText("Nothing was done by it. You had typed: Storm over the east");

        ada.initiate(FAILBACK).click();
        ada.dialog(FAILBACK).getByLabel("Reason").fill("For ada alone");
        ada.looksOften();
        signOutElsewhere(first);
        assertThat(ada.page()).hasURL(Pattern.compile(".*/sign-in\\.xhtml.*"));
        ada.signIn(GRACE);
        ada.stepUp(GRACE);
        ada.initiate(FAILBACK).click();
        assertThat(ada.dialog(FAILBACK).getByLabel("Reason")).hasValue("");
        assertThat(ada.page().getByText("What you had typed")).hasCount(0);
        ada.tick(FAILBACK).check();
        ada.confirm(FAILBACK).click();
        ada.shows(HOME);
    }

    @Test
    void worksByKeyboardAloneAndSurvivesTheBackButton(Browser browser) {
        ConsolePage console = ConsolePage.open(browser, ADA);
        String operation = "";
        for (String kind : new String[] {FAILOVER, FAILBACK}) {
            console.initiate(kind).focus();
            console.page().keyboard().press("Enter");
            assertThat(console.dialog(kind)).isVisible();
            assertThat(console.dialog(kind).locator(".dialog-text")).isFocused();
            // Names, mode, what will be sent, taking it upon oneself, reason: as they stand, before the tick.
            for (int i = 0; i < 5; i++) {
                console.page().keyboard().press("Tab");
            }
            assertThat(console.dialog(kind).getByLabel("Reason")).isFocused();
            console.page().keyboard().press("Tab");
            assertThat(console.tick(kind)).isFocused();
            console.page().keyboard().press("Space");
            assertThat(console.confirm(kind)).isEnabled();
            console.page().keyboard().press("Enter");
            assertThat(console.dialog(kind)).isVisible();
            console.shows(kind.equals(FAILOVER) ? HOME : AWAY);
            console.page().keyboard().press("Tab");
            console.page().keyboard().press("Tab");
            assertThat(console.confirm(kind)).isFocused();
            console.page().keyboard().press("Enter");
            console.shows(kind.equals(FAILOVER) ? AWAY : HOME);
            operation += console.history().first().textContent();
        }
        assertThat(operation).contains(FAILOVER, FAILBACK);

        console.page().goBack();
        console.page().goForward();
        console.isOpen();
        console.shows(HOME);
        assertThat(console.dialog(FAILOVER)).isHidden();
    }

    @Test
    void fitsAPhoneInTheDark(Browser browser) {
        Page page = browser.page();
        page.setViewportSize(400, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        ConsolePage console = ConsolePage.open(browser, OMAR);
        console.fitsItsScreen();
        Axe.assertAccessible(page);
        console.prepare(FAILOVER);
        console.fitsItsScreen();
        Axe.assertAccessible(page);
        page.keyboard().press("Escape");
        assertThat(console.dialog(FAILOVER)).isHidden();

        browser.open("/console/operation.xhtml?id=unknown");
        assertThat(page.getByText("There is no such operation")).isVisible();
        console.fitsItsScreen();
        Axe.assertAccessible(page);
    }
}

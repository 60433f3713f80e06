using Aspire.Hosting.Keycloak;

namespace PhotoShare.EmbeddedHosting.Tests;

public sealed class KeycloakTracingTests
{
    private static Dictionary<string, string> Asked() => new()
    {
        ["KC_HOSTNAME"] = "http://127.0.0.1:8080",
        ["KC_TRACING_ENABLED"] = "true",
        ["KC_TRACING_JDBC_ENABLED"] = "false",
        ["KC_TRACING_ENDPOINT"] = "http://127.0.0.1:5040",
    };

    [Fact]
    public void Distribution_that_was_built_as_asked_is_told_all()
    {
        var environment = Asked();
        Assert.Null(KeycloakTracing.FitTo(new Dictionary<string, string> { ["kc.tracing-enabled"] = "true", ["kc.tracing-jdbc-enabled"] = "false" }, environment, "/keycloak"));
        Assert.Equal(Asked(), environment);
    }

    [Fact]
    public void Distribution_that_was_built_to_trace_its_statements_too_traces_them()
    {
        var environment = Asked();
        Assert.Null(KeycloakTracing.FitTo(new Dictionary<string, string> { ["kc.tracing-enabled"] = "true" }, environment, "/keycloak"));
        Assert.Equal(Asked().Keys.Except(["KC_TRACING_JDBC_ENABLED"]).Order(), environment.Keys.Order());
    }

    [Fact]
    public void Distribution_that_was_built_without_tracing_starts_all_the_same_and_the_person_is_told()
    {
        var environment = Asked();
        var line = KeycloakTracing.FitTo(new Dictionary<string, string> { ["kc.db"] = "dev-mem" }, environment, "/keycloak");
        Assert.Contains("The Keycloak in /keycloak was built without tracing", line, StringComparison.Ordinal);
        Assert.Equal(["KC_HOSTNAME"], environment.Keys);
    }

    [Fact]
    public void Nobody_who_asks_for_no_tracing_is_told_of_it() =>
        Assert.Null(KeycloakTracing.FitTo(new Dictionary<string, string>(), new Dictionary<string, string> { ["KC_HOSTNAME"] = "http://127.0.0.1:8080" }, "/keycloak"));
}

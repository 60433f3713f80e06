using static PhotoShare.AuthorizationServer.Realms.Rules.Rule;

namespace PhotoShare.AuthorizationServer.Realms.Rules;

/// <summary>Properties of Keycloak that this server doesn't read, each with the reason why no protection is lost.</summary>
internal static class HarmlessProperties
{
    private const string Label = "a name for administrators";
    private const string Theme = "how Keycloak's own pages look and read";
    private const string Events = "Keycloak's own record of events; this server logs by its own rules";
    private const string NoAccountPages = "this server has no pages on which people change their account";
    private const string NoRegistration = "people can't register here";
    private const string NoRememberMe = "rememberMe must be false";
    private const string NoImplicit = "there is no implicit flow here";
    private const string NoDevice = "there is no device flow here";
    private const string NoCiba = "there is no backchannel authentication here";
    private const string NoMail = "this server sends no mail";
    private const string NoOtp = "no one-time-password or passkey credential is taken from a file, and none can be made here";
    private const string OwnKeys = "keys are generated here in this server's own way";

    public static IReadOnlyDictionary<string, Rule> OfRealms { get; } = List(
        (Label, ["id", "displayNameHtml", "keycloakVersion"]),
        (Theme, ["internationalizationEnabled", "supportedLocales", "defaultLocale", "localizationTexts", "loginTheme", "accountTheme", "adminTheme", "emailTheme"]),
        (Events, ["eventsEnabled", "eventsExpiration", "eventsListeners", "enabledEventTypes", "adminEventsEnabled", "adminEventsDetailsEnabled"]),
        (NoAccountPages, ["editUsernameAllowed"]),
        (NoRegistration, ["registrationEmailAsUsername"]),
        ("an e-mail address identifies nobody here", ["duplicateEmailsAllowed"]),
        ("each failed sign-in counts here, however quick", ["quickLoginCheckMilliSeconds", "minimumQuickLoginWaitSeconds"]),
        (NoRememberMe, ["ssoSessionIdleTimeoutRememberMe", "ssoSessionMaxLifespanRememberMe"]),
        (NoImplicit, ["accessTokenLifespanForImplicitFlow"]),
        (NoDevice, ["oauth2DeviceCodeLifespan", "oauth2DevicePollingInterval"]),
        (NoMail, ["smtpServer", "actionTokenGeneratedByAdminLifespan", "actionTokenGeneratedByUserLifespan"]),
        ("the sign-in page keeps nothing on the server while somebody looks at it", ["accessCodeLifespanLogin", "accessCodeLifespanUserAction"]),
        ("every page here has stricter headers, and they can't be loosened", ["browserSecurityHeaders"]));

    public static IReadOnlyDictionary<string, Rule> OfRealmAttributes { get; } = List(
        (NoCiba, ["cibaBackchannelTokenDeliveryMode", "cibaExpiresIn", "cibaAuthRequestedUserHint", "cibaInterval"]),
        (NoDevice, ["oauth2DeviceCodeLifespan", "oauth2DevicePollingInterval"]),
        (NoOtp, ["realmReusableOtpCode"]));

    public static IReadOnlyDictionary<string, Rule> OfRoles { get; } = List((Label, ["id", "description", "containerId"]));

    public static IReadOnlyDictionary<string, Rule> OfKeyProviders { get; } = List((Label, ["id", "name", "subType", "subComponents"]));

    public static IReadOnlyDictionary<string, Rule> OfKeyProviderConfig { get; } = List(
        (OwnKeys, ["priority", "active", "enabled", "algorithm", "ecdsaEllipticCurveKey", "keySize", "secretSize"]));

    public static IReadOnlyDictionary<string, Rule> OfComponents { get; } = List(
        (NoAccountPages, ["org.keycloak.userprofile.UserProfileProvider"]),
        ("clients can't register themselves here", ["org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy"]));

    public static IReadOnlyDictionary<string, Rule> OfClients { get; } = List(
        (Label, ["id", "description", "access", "alwaysDisplayInConsole"]),
        ("redirect URIs must be absolute here, so no base is put before them", ["rootUrl", "baseUrl"]),
        ("Keycloak's own adapters, which it calls there, don't exist here", ["adminUrl", "nodeReRegistrationTimeout"]));

    public static IReadOnlyDictionary<string, Rule> OfClientAttributes { get; } = List(
        (Label, ["logoUri", "policyUri", "tosUri", "client.secret.creation.time", "realm_client", "display.on.consent.screen"]),
        ("no response here carries session_state", ["exclude.session.state.from.auth.response"]),
        ("no back-channel logout address is served, so these ask for nothing", ["backchannel.logout.session.required"]),
        (Theme, ["login_theme"]));

    public static IReadOnlyDictionary<string, Rule> OfScopes { get; } = List((Label, ["id"]));

    public static IReadOnlyDictionary<string, Rule> OfMappers { get; } = List((Label, ["id"]));

    public static IReadOnlyDictionary<string, Rule> OfUsers { get; } = List(
        (Label, ["createdTimestamp", "origin", "access"]),
        (NoAccountPages, ["disableableCredentialTypes"]));

    public static IReadOnlyDictionary<string, Rule> OfCredentials { get; } = List((Label, ["id", "userLabel", "createdDate", "priority"]));

    public static IReadOnlyDictionary<string, Rule> OfIdentityProviders { get; } = List(
        (Label, ["internalId", "updateProfileFirstLoginMode"]));

    public static IReadOnlyDictionary<string, Rule> OfIdentityProviderConfig { get; } = List(
        (Label, ["guiOrder"]),
        ("nobody signs out at the provider by signing out here, and no request asks for it", ["logoutUrl", "metadataDescriptorUrl"]));

    public static Dictionary<string, Rule> And(IReadOnlyDictionary<string, Rule> harmless, Dictionary<string, Rule> served) =>
        new(harmless.Concat(served), StringComparer.Ordinal);

    private static Dictionary<string, Rule> List(params (string Reason, string[] Names)[] entries) =>
        entries.SelectMany(entry => entry.Names, (entry, name) => (entry.Reason, Name: name))
            .ToDictionary(entry => entry.Name, entry => Harmless(entry.Reason), StringComparer.Ordinal);
}

using PhotoShare.AppHost;
using PhotoShare.AppHost.Deployment;

Console.WriteLine(Engine.Line);
Engine.TellChildren();
var builder = DistributedApplication.CreateBuilder(args);

var data = Path.GetFullPath(builder.Configuration["Parameters:data-directory"] ?? ".data", builder.AppHostDirectory);
if (args is ["reset", ..])
    return DataDirectory.Reset(data);
var isRun = builder.ExecutionContext.IsRunMode;
// Publishing starts nothing, and keeps nothing there.
using var held = isRun ? DataDirectory.TryHold(data) : null;
if (isRun && held is null)
    return 2;

// The public addresses, as browsers see them: issuers and redirect URIs are made of them. appsettings.Development.json has those of development.
var webUrl = builder.AddParameter("web-url");
var loginUrl = builder.AddParameter("login-url");
var dashboardUrl = builder.AddParameter("dashboard-url");

// Made at the first start, and kept in this AppHost's user secrets. 43 characters of base64 and one of padding are 32 bytes.
var webDataKey = builder.AddParameter("web-data-key", new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true, persist: true);
var friendbookSecret = builder.AddParameter("friendbook-api-secret", new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true, persist: true);
var instapicSecret = builder.AddParameter("instapic-api-secret", new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true, persist: true);

// Made at each start, and forgotten with it: by one, senders prove themselves to Dance; under the other, they name secrets alike without telling them.
var danceKey = builder.AddParameter("dance-key", new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true);
var fingerprintKey = builder.AddParameter("fingerprint-key", new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true);

// Development stays on http: a trusted development certificate would otherwise change the issuer.
#pragma warning disable ASPIRECERTIFICATES001
var cache = builder.AddRedis("cache")
    .WithoutHttpsCertificate();

var keycloak = builder.AddKeycloak("keycloak", 8080)
    .WithoutHttpsCertificate()
    .WithUrlForEndpoint("http", url => url.DisplayText = "Authorization server");
#pragma warning restore ASPIRECERTIFICATES001

if (isRun)
{
    keycloak
        .WithRealmImport("Realms/photoshare-realm.json")
        .WithRealmImport("Realms/friendbook-realm.json")
        .WithRealmImport("Realms/instapic-realm.json");
}
if (isRun && builder.Environment.EnvironmentName == "Development")
{
    keycloak
        .WithRealmImport("Realms/Development/photoshare-users-0.json")
        .WithRealmImport("Realms/Development/friendbook-users-0.json")
        .WithRealmImport("Realms/Development/instapic-users-0.json")
        // Keycloak's sign-in page shows it beside the user name; the stand-in's knows the accounts.
        .WithEnvironment("PHOTOSHARE_SIGN_IN_HINT", " (demo accounts: ada with demo-ada, ben with demo-ben)");
}

// Watches: every service sends its spans here, and here they become dances. Nobody waits for it. "--dance false" is a run that nobody watches;
// a deployment is watched only with "--dance true".
var isWatched = builder.Configuration["dance"] is { } said ? said is not "false" : isRun;
var dance = !isWatched ? null : builder.AddProject<Projects.PhotoShare_Dance>("dance")
    .WithEnvironment("Dance__OtlpKey", danceKey)
    .WithEnvironment("Dance__FingerprintKey", fingerprintKey)
    // The services send theirs to the dashboard themselves.
    .WithEnvironment("Dance__PassOn", "keycloak")
    // As a container calls its host, by Aspire's tunnel.
    .WithEnvironment("Dance__Hosts", "aspire.dev.internal")
    // Nobody in this model sends by gRPC: no port is taken for it.
    .WithEnvironment("Dance__GrpcUrl", "")
    .WithReference(cache)
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "Dances");
if (isRun && builder.Configuration["dashboard"] is not "false")
    dance?.WithEnvironment("Dance__DashboardUrl", dashboardUrl);

var friendbook = builder.AddProject<Projects.PhotoShare_Api>("friendbook-api", "friendbook")
    .WithEnvironment("Network", "friendbook")
    .WithEnvironment("Issuer", $"{loginUrl}/realms/friendbook")
    .WithEnvironment("Audience", "friendbook-api")
    .WithEnvironment("Introspection__ClientSecret", friendbookSecret)
    .WithEnvironment("DataDirectory", Path.Combine(data, "friendbook-api"))
    .WithReference(keycloak)
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "Friendbook's photos");

var instapic = builder.AddProject<Projects.PhotoShare_Api>("instapic-api", "instapic")
    .WithEnvironment("Network", "instapic")
    .WithEnvironment("Issuer", $"{loginUrl}/realms/instapic")
    .WithEnvironment("Audience", "instapic-api")
    .WithEnvironment("Introspection__ClientSecret", instapicSecret)
    .WithEnvironment("DataDirectory", Path.Combine(data, "instapic-api"))
    .WithReference(keycloak)
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "Instapic's photos");

// Web waits for no authorization server: it starts without one, and has a page for that.
var web = builder.AddProject<Projects.PhotoShare_Web>("web")
    .WithEnvironment("PublicUrl", webUrl)
    .WithEnvironment("DataKey", $"{webDataKey}=")
    .WithEnvironment("DataDirectory", Path.Combine(data, "web"))
    .WithEnvironment("SignIn__Issuer", $"{loginUrl}/realms/photoshare")
    .WithEnvironment("SignIn__ClientId", "photoshare-web")
    .WithEnvironment("Networks__friendbook__Issuer", $"{loginUrl}/realms/friendbook")
    .WithEnvironment("Networks__friendbook__ApiUrl", friendbook.GetEndpoint("http"))
    .WithEnvironment("Networks__instapic__Issuer", $"{loginUrl}/realms/instapic")
    .WithEnvironment("Networks__instapic__ApiUrl", instapic.GetEndpoint("http"))
    .WithReference(cache).WaitFor(cache)
    .WithReference(keycloak)
    .WithReference(friendbook)
    .WithReference(instapic)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "PhotoShare");

if (dance is not null)
{
    Watched(friendbook);
    Watched(instapic);
    Watched(web);
    // To the person's browser, which reaches it in development only.
    if (isRun)
        web.WithEnvironment("Dance__Url", dance.GetEndpoint("http"));
    // The stand-in takes the same three.
    Watched(keycloak)
        // Its spans go to the dashboard by Dance, joined to their dances.
        .WithEnvironment("Dance__Joins", "true")
        // Keycloak has settings of its own for it. Its statements would be most of its spans, and say nothing of the dance.
        .WithEnvironment("KC_TRACING_ENABLED", "true")
        .WithEnvironment("KC_TRACING_JDBC_ENABLED", "false")
        .WithEnvironment("KC_TRACING_ENDPOINT", dance.GetEndpoint("http"))
        .WithEnvironment("KC_TRACING_PROTOCOL", "http/protobuf")
        .WithEnvironment("KC_TRACING_SERVICE_NAME", "keycloak")
        .WithEnvironment("KC_TRACING_HEADER_X_OTLP_API_KEY", danceKey)
        // Every second instead of every five.
        .WithEnvironment("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "1s");

    IResourceBuilder<T> Watched<T>(IResourceBuilder<T> service) where T : IResourceWithEnvironment => service
        .WithEnvironment("Dance__Endpoint", dance.GetEndpoint("http"))
        .WithEnvironment("Dance__OtlpKey", danceKey)
        .WithEnvironment("Dance__FingerprintKey", fingerprintKey);
}

// The realm files' ${NAME}s. What the server itself must call goes to it as an endpoint: in a container, no address of ours would do.
keycloak
    .WithEnvironment("KC_HOSTNAME", loginUrl)
    .WithEnvironment("KC_HOSTNAME_BACKCHANNEL_DYNAMIC", "true")
    .WithEnvironment("PHOTOSHARE_WEB_URL", webUrl)
    .WithEnvironment("PHOTOSHARE_WEB_JWKS_URL", $"{web.GetEndpoint("http")}/.well-known/jwks.json")
    .WithEnvironment("AUTHORIZATION_SERVER_URL", loginUrl)
    .WithEnvironment("AUTHORIZATION_SERVER_INTERNAL_URL", keycloak.GetEndpoint("http"))
    .WithEnvironment("FRIENDBOOK_API_SECRET", friendbookSecret)
    .WithEnvironment("INSTAPIC_API_SECRET", instapicSecret);

// What only a deployment has: proxy, databases, networks, bounds, more than one of each.
if (!isRun)
    builder.AddDeployment(new(web, friendbook, instapic, keycloak, cache, dance), webUrl, loginUrl);

builder.Build().Run();
return Environment.ExitCode;

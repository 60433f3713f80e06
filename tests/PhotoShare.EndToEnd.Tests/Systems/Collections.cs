[assembly: AssemblyFixture(typeof(PhotoShare.EndToEnd.Tests.Browsing.Browsers))]

namespace PhotoShare.EndToEnd.Tests.Systems;

[CollectionDefinition(nameof(EmbeddedSystem))]
public sealed class OnTheEmbeddedServer : ICollectionFixture<EmbeddedSystem>;

[CollectionDefinition(nameof(KeycloakSystem))]
public sealed class OnKeycloak : ICollectionFixture<KeycloakSystem>;

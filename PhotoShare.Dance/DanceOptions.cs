namespace PhotoShare.Dance;

/// <summary>Section <c>Dance</c>. Everything has a default: alone on a developer's machine nothing needs to be set.</summary>
internal sealed class DanceOptions
{
    public const string Section = "Dance";

    /// <summary>What senders of spans prove themselves with, in the header <c>x-otlp-api-key</c>. Without it, loopback alone may send.</summary>
    public string? OtlpKey { get; set; }

    /// <summary>The key of fingerprints, shared with the services; none makes one that nobody shares, and then only what arrives in clear can be joined.</summary>
    public string? FingerprintKey { get; set; }

    /// <summary>Host names to answer to besides <c>localhost</c>, <c>127.0.0.1</c> and <c>[::1]</c>, by commas. Others get 400 (DNS rebinding).</summary>
    public string Hosts { get; set; } = "";

    /// <summary>Services whose spans are passed on to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, by commas; none by default, for ours send theirs there themselves.</summary>
    public string PassOn { get; set; } = "";

    /// <summary>Where OTLP by gRPC is taken. Default <c>http://127.0.0.1:5041</c> in Development, else nowhere; empty for nowhere.</summary>
    public string? GrpcUrl { get; set; }

    /// <summary>Start in another environment than Development: then behind <see cref="SignIn"/>. Default no.</summary>
    public bool AllowOutsideDevelopment { get; set; }

    /// <summary>Issuers to be watched whose servers and clients have none of our code; <c>--issuer</c>, once for each. Default none.</summary>
    public IList<string> Issuers { get; } = [];

    public ReceivingOptions Receiving { get; set; } = new();

    public KeepingOptions Keeping { get; set; } = new();

    public SignInOptions SignIn { get; set; } = new();

    public static IEnumerable<string> List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal sealed class ReceivingOptions
    {
        /// <summary>Of one export, packed and unpacked alike. Default 4 MiB.</summary>
        public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

        /// <summary>Spans in one export. Default 10,000; senders' own default is 512.</summary>
        public int MaxSpans { get; set; } = 10_000;

        /// <summary>Attributes of one span that are looked at. Default 128, as in the SDKs.</summary>
        public int MaxAttributes { get; set; } = 128;

        /// <summary>Characters of a value; a longer one is dropped, for a part of it would have another fingerprint. Default 8,192.</summary>
        public int MaxValueLength { get; set; } = 8192;

        /// <summary>Spans that wait to be joined; beyond, exports are told to come back. Default 20,000.</summary>
        public int MaxQueuedSpans { get; set; } = 20_000;
    }

    internal sealed class KeepingOptions
    {
        /// <summary>How long a dance is kept after its last span. Default 24 hours.</summary>
        public double Hours { get; set; } = 24;

        /// <summary>Dances kept; the oldest go first. Default 10,000.</summary>
        public int MaxDances { get; set; } = 10_000;

        /// <summary>Mebibytes of dances, as they lie in memory: packed to a tenth half a minute after their last span. The oldest go first. Default 256.</summary>
        public int MaxMegabytes { get; set; } = 256;

        /// <summary>Spans of one dance; later ones are dropped. Default 5,000.</summary>
        public int MaxSpansPerDance { get; set; } = 5000;

        /// <summary>Mebibytes of one dance; later spans are dropped. Default 4.</summary>
        public int MaxMegabytesPerDance { get; set; } = 4;

        /// <summary>How long a trace is kept in which no dance is seen. Default 120 seconds.</summary>
        public int NoiseSeconds { get; set; } = 120;

        /// <summary>Traces kept in which no dance is seen; the oldest go first. Default 2,000.</summary>
        public int MaxNoise { get; set; } = 2000;
    }

    /// <summary>Who may look, outside of Development.</summary>
    internal sealed class SignInOptions
    {
        /// <summary>An OpenID Connect issuer, https.</summary>
        public string Issuer { get; set; } = "";

        /// <summary>Where the issuer's discovery document is read; http on loopback and in the own network. Default: at the issuer (OpenID Connect Discovery section 4).</summary>
        public string? MetadataAddress { get; set; }

        public string ClientId { get; set; } = "";

        public string ClientSecret { get; set; } = "";

        /// <summary>The role that a person must have: in the ID token's <c>roles</c>, or in Keycloak's <c>realm_access.roles</c>.</summary>
        public string Role { get; set; } = "";
    }
}

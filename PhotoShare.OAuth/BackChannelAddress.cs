namespace PhotoShare.OAuth;

/// <summary>Where servers may talk to servers without TLS.</summary>
public static class BackChannelAddress
{
    /// <summary>
    /// Whether it is <c>https</c>, or <c>http</c> to this machine or to a name without a dot: such a name is one of the own network (a
    /// container's), and no public name server knows it. That the network is private is for who made it to see to, and not checked.
    /// </summary>
    public static bool IsAcceptable(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Scheme == Uri.UriSchemeHttps
            || address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback || address.HostNameType == UriHostNameType.Dns && !address.Host.Contains('.', StringComparison.Ordinal));
    }

    /// <summary>
    /// Whether a discovery document may name this endpoint for the back channel. Beside public addresses, a server that is asked inside the
    /// own network names endpoints there; it leads to <c>http</c> nowhere but to where the document itself was read.
    /// </summary>
    /// <param name="issuer">The issuer identifier; where it is <c>http</c>, so may be everything.</param>
    /// <param name="metadata">Where the document was read.</param>
    /// <param name="endpoint">An address out of it.</param>
    public static bool MayBeNamed(string issuer, Uri metadata, Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(endpoint);
        if (endpoint.Scheme != Uri.UriSchemeHttp) return endpoint.Scheme == Uri.UriSchemeHttps;
        return issuer.StartsWith("http:", StringComparison.Ordinal) || metadata.GetLeftPart(UriPartial.Authority) == endpoint.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>The same for an endpoint that the document leaves out, or that is no address.</summary>
    public static bool MayBeNamed(string issuer, Uri metadata, string? endpoint) =>
        string.IsNullOrEmpty(endpoint) || Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && MayBeNamed(issuer, metadata, address);

    /// <summary>Where to call an endpoint: one at the issuer's own public address, where the document itself was read, if that was elsewhere. Others stay.</summary>
    public static Uri WhereRead(string issuer, Uri metadata, Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(endpoint);
        var isPublic = new Uri(issuer).GetLeftPart(UriPartial.Authority) == endpoint.GetLeftPart(UriPartial.Authority);
        return isPublic ? new Uri(metadata, endpoint.PathAndQuery) : endpoint;
    }
}

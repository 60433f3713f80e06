using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Api.Hops;

/// <summary>The hops that this resource server takes part in.</summary>
internal sealed class ApiHops(HopRecorder recorder, IOptions<ApiOptions> options) : IDisposable
{
    // ServiceDefaults listens to the source of the project's name.
    private readonly ActivitySource source = new("PhotoShare.Api");

    private Party Self => Party.ResourceServer(options.Value.Network);

    /// <summary>The request's own span is the hop by which a client presents an access token. In which realm the client lives, only the client's own span can say.</summary>
    public void Presented(HttpContext context, string token) => Request(context).Sent("access_token", token);

    /// <summary>The token is the realm's: what it says of its client is true.</summary>
    public void Believed(HttpContext context, string? clientId) => Request(context).Sent("client_id", clientId);

    /// <summary>The token that was presented was refused.</summary>
    /// <param name="error">As in the challenge (RFC 6750 section 3), or a word of ours.</param>
    public void Refused(HttpContext context, string error)
    {
        if (Span(context)?.GetTagItem(HopAttributes.Step) is not null) Request(context).Refused(error);
    }

    /// <summary>This resource server asks its realm.</summary>
    public HopSpan Ask(HopStep step) => recorder.Start(source, step, Self, Party.AuthorizationServer(options.Value.Network));

    public void Dispose() => source.Dispose();

    private HopSpan Request(HttpContext context) => recorder.Mark(Span(context), HopSteps.ResourceRequest, from: null, Self);

    private static Activity? Span(HttpContext context) => context.Features.Get<IHttpActivityFeature>()?.Activity;
}

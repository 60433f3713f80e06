using Microsoft.AspNetCore;
using Microsoft.Extensions.Primitives;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol;

/// <summary>Refuses a parameter that is there twice: two parties could read two different requests (RFC 6749 sections 3.1 and 3.2).</summary>
internal sealed class RefuseRepeatedParameters<TContext> : IOpenIddictServerHandler<TContext> where TContext : BaseValidatingContext
{
    public async ValueTask HandleAsync(TContext context)
    {
        var request = context.Transaction.GetHttpRequest()!;
        IEnumerable<KeyValuePair<string, StringValues>> parameters = request.HasFormContentType
            ? request.Query.Concat(await request.ReadFormAsync(context.CancellationToken))
            : request.Query;

        if (parameters.GroupBy(parameter => parameter.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Sum(parameter => parameter.Value.Count) > 1) is { } repeated)
            context.Reject(Errors.InvalidRequest, $"The parameter {repeated.Key} is given more than once.");
    }
}

using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>What an ordinary HTTP span is in the dance, found out from its method and address.</summary>
/// <param name="Step">Which step.</param>
/// <param name="To">Who was asked; none if that can't be told.</param>
/// <param name="Title">A closer word than the step's; none if the step's own will do.</param>
/// <param name="Waiting">What the person does after it; none if nobody waits for them.</param>
internal sealed record Exchange(HopStep Step, Party? To, string? Title = null, string? Waiting = null);

/// <summary>Knows the addresses of authorization servers: Keycloak's by their form, others' from discovery documents.</summary>
internal interface IExchanges
{
    /// <returns>None if the span is no exchange of the dance.</returns>
    Exchange? Find(SpanRecord span);
}

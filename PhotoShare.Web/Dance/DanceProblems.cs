using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Extensions;
using PhotoShare.Web.Layout;
using PhotoShare.Web.Networks;
using PhotoShare.Web.Problems;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Dance;

/// <summary>Shows how a dance ended early, at an address that carries nothing of the answer.</summary>
public sealed class DanceProblems(IDataProtectionProvider protection, IHostEnvironment environment, DanceAddress dances)
{
    private static readonly TimeSpan CauseIsTold = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("PhotoShare.Web.Dance.Cause", "v1").ToTimeLimitedDataProtector();

    /// <summary>The page's address. In Development it carries the cause for developers: encrypted, so that only we can write there.</summary>
    /// <param name="network">With which network.</param>
    /// <param name="refusal">How it ended.</param>
    /// <param name="dance">The id of its trace: it names the dance on the page that draws it, and opens nothing.</param>
    public string Address(Network network, Refusal refusal, string? dance)
    {
        var query = new QueryBuilder();
        if (environment.IsDevelopment()) query.Add("cause", protector.Protect(refusal.Cause, CauseIsTold));
        if (dances.Of(dance) is not null) query.Add("dance", dance!);
        return $"{Paths.Connections}/{network.Id}/problem/{refusal.Problem}{query}";
    }

    /// <returns>None for what we did not write, or wrote too long ago.</returns>
    public string? ReadCause(string? cause)
    {
        try
        {
            return cause is null ? null : protector.Unprotect(cause);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public ProblemResult Describe(Network network, DanceProblem problem, string? cause, string? dance = null)
    {
        var brand = network.Brand();
        var told = problem switch
        {
            DanceProblem.ConsentDenied => ProblemCatalogue.ConsentDenied(brand),
            DanceProblem.StateLost => ProblemCatalogue.StateLost,
            DanceProblem.StartedByAnotherPerson => ProblemCatalogue.StartedByAnotherPerson(brand),
            DanceProblem.AnswerNotTrusted => ProblemCatalogue.AnswerNotTrusted(brand),
            DanceProblem.CodeExpiredOrUsed => ProblemCatalogue.CodeExpiredOrUsed(brand),
            DanceProblem.ServerUnavailable => ProblemCatalogue.AuthorizationServerDown(brand),
            DanceProblem.ServerRefusedUs => ProblemCatalogue.NetworkRefusesUs(brand),
            DanceProblem.AccountOfAnotherPerson => ProblemCatalogue.AccountOfAnotherPerson(brand),
            DanceProblem.SessionExpired => ProblemCatalogue.SessionExpired,
            _ => throw new InvalidOperationException($"No case for {problem}."),
        };
        return new ProblemResult(told, cause) { Dance = dance };
    }
}

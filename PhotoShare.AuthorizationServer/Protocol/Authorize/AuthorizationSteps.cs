using System.Collections.Immutable;
using OpenIddict.Abstractions;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Consent;
using PhotoShare.AuthorizationServer.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>Decides what an authorization request comes to next: sign-in, consent, an error, or a code (OpenID Connect Core section 3.1.2).</summary>
internal sealed class AuthorizationSteps(PendingRequests requests, RememberedConsents consents, AccountStore accounts, CurrentRealm current, TimeProvider time)
{
    public async Task<AuthorizationStep> NextAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (await requests.FindAsync(visit.RequestId, cancellationToken) is not { } pending) return new AuthorizationStep.Gone();

        var account = visit.Session is { } session ? await accounts.FindAsync(session.Subject, cancellationToken) : null;
        if (visit.Session is null || account is not { Enabled: true } || MustSignInAgain(visit, visit.Session, pending))
        {
            if (visit.Request.HasPromptValue(PromptValues.None)) return await RefuseAsync(visit, Errors.LoginRequired, "The person must sign in.", cancellationToken);
            await requests.NotePromptAsync(visit.RequestId, pending, visit.Session?.SessionId, cancellationToken);
            return new AuthorizationStep.SignIn(visit.Request);
        }

        return await AfterSignInAsync(visit, visit.Session, account, cancellationToken);
    }

    // A sign-in that was made for this request satisfies every wish for a fresh one, however small max_age is.
    private bool MustSignInAgain(Visit visit, SignedIn session, PendingRequest pending) => !pending.SignedInSince(session.SessionId)
        && (visit.Request.HasPromptValue(PromptValues.Login)
            || (visit.Request.MaxAge is { } seconds && (time.GetUtcNow() - session.At).TotalSeconds > seconds)
            || (visit.HintedSubject is { } expected && expected != session.Subject));

    private async Task<AuthorizationStep> AfterSignInAsync(Visit visit, SignedIn session, Account account, CancellationToken cancellationToken)
    {
        var client = current.Value.FindClient(visit.Request.ClientId)!;
        var scopes = GrantedScopes.Of(current.Value, client, visit.Request.GetScopes());
        if (client.ConsentRequired)
        {
            var before = await consents.FindAsync(session.Subject, client, cancellationToken);
            var asked = scopes.Where(scope => scope.DisplayOnConsentScreen).Select(scope => scope.Name).ToArray();
            switch (visit.Decision)
            {
                case ConsentModel.Yes: await consents.RememberAsync(session.Subject, client, asked, cancellationToken); break;
                case ConsentModel.No: return await RefuseAsync(visit, Errors.AccessDenied, "The person said no.", cancellationToken);
                case var _ when !visit.Request.HasPromptValue(PromptValues.Consent) && before.IsSupersetOf(asked): break;
                case var _ when visit.Request.HasPromptValue(PromptValues.None): return await RefuseAsync(visit, Errors.ConsentRequired, "The person must be asked.", cancellationToken);
                default: return new AuthorizationStep.Ask(visit.Request, client, account, scopes, before);
            }
        }

        ImmutableArray<string> names = [.. visit.Request.HasScope(Scopes.OpenId) ? [Scopes.OpenId] : Array.Empty<string>(), .. scopes.Select(scope => scope.Name)];
        return await requests.CloseAsync(visit.RequestId, cancellationToken)
            ? new AuthorizationStep.Grant(session, names)
            : new AuthorizationStep.Gone();
    }

    private async Task<AuthorizationStep> RefuseAsync(Visit visit, string error, string description, CancellationToken cancellationToken) =>
        await requests.CloseAsync(visit.RequestId, cancellationToken) ? new AuthorizationStep.Refuse(error, description) : new AuthorizationStep.Gone();
}

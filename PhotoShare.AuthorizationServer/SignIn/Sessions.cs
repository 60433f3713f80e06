using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Storage;
using PhotoShare.OAuth;

namespace PhotoShare.AuthorizationServer.SignIn;

/// <summary>Begins, checks and ends people's sessions at the current realm.</summary>
internal sealed class Sessions(RealmDatabase database, CurrentRealm current, TimeProvider time)
{
    /// <summary>The authentication scheme, and the name of its cookie.</summary>
    public const string Scheme = "session";

    /// <summary>The claims of a session: who, which session, since when (seconds since 1970), and vouched for by which identity provider.</summary>
    public const string Subject = "sub", SessionId = "sid", AuthenticationTime = "auth_time", IdentityProvider = "idp";

    /// <summary>Begins a session with an id of its own, and ends the one that the browser had (threat: session fixation).</summary>
    public async Task BeginAsync(HttpContext context, Account account, string? identityProvider = null)
    {
        await EndAsync(context);
        var now = time.GetUtcNow();
        await ForgetExpiredAsync(now, context.RequestAborted);
        var session = new Session
        {
            Id = RandomValue.Create(),
            AccountId = account.Id,
            AuthenticatedAt = now,
            LastSeenAt = now,
            IdentityProvider = identityProvider,
        };
        database.Add(session);
        await database.SaveChangesAsync(context.RequestAborted);
        await context.SignInAsync(Scheme, PrincipalOf(session), new AuthenticationProperties { ExpiresUtc = now + current.Value.SsoSessionMaxLifespan });
    }

    /// <summary>Whether a session that a cookie names still lives, and its account with it.</summary>
    public async Task<bool> IsAliveAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var (id, subject, now) = (principal.FindFirstValue(SessionId), principal.FindFirstValue(Subject), time.GetUtcNow());
        var session = await database.Set<Session>().SingleOrDefaultAsync(session => session.Id == id && session.AccountId == subject, cancellationToken);
        if (session is null || IsOver(session, now)) return false;
        if (!await database.Set<Account>().AnyAsync(account => account.Id == subject && account.Enabled, cancellationToken)) return false;

        // To the minute: a page with its redirects is several requests, and one write.
        if (now - session.LastSeenAt >= TimeSpan.FromMinutes(1))
        {
            await database.Set<Session>().Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(seen => seen.LastSeenAt, now), cancellationToken);
        }

        return true;
    }

    /// <summary>Ends the browser's session, if it has one: a copy of its cookie is worth nothing from here on.</summary>
    public async Task EndAsync(HttpContext context)
    {
        if ((await context.AuthenticateAsync(Scheme)).Principal?.FindFirstValue(SessionId) is not { } id) return;
        await database.Set<Session>().Where(session => session.Id == id).ExecuteDeleteAsync(context.RequestAborted);
        await context.SignOutAsync(Scheme);
    }

    private bool IsOver(Session session, DateTimeOffset now) =>
        now - session.LastSeenAt >= current.Value.SsoSessionIdleTimeout || now - session.AuthenticatedAt >= current.Value.SsoSessionMaxLifespan;

    private Task<int> ForgetExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (idleSince, begunAt) = (now - current.Value.SsoSessionIdleTimeout, now - current.Value.SsoSessionMaxLifespan);
        return database.Set<Session>().Where(session => session.LastSeenAt < idleSince || session.AuthenticatedAt < begunAt).ExecuteDeleteAsync(cancellationToken);
    }

    private static ClaimsPrincipal PrincipalOf(Session session)
    {
        var identity = new ClaimsIdentity(Scheme, Subject, roleType: null);
        identity.AddClaim(new Claim(Subject, session.AccountId));
        identity.AddClaim(new Claim(SessionId, session.Id));
        identity.AddClaim(new Claim(AuthenticationTime, session.AuthenticatedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        if (session.IdentityProvider is { } alias) identity.AddClaim(new Claim(IdentityProvider, alias));
        return new ClaimsPrincipal(identity);
    }
}

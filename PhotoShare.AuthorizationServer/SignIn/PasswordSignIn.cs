using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;

namespace PhotoShare.AuthorizationServer.SignIn;

/// <summary>Checks user name and password, throttled. Who has an account can't be told from the answer or its time.</summary>
internal sealed partial class PasswordSignIn(AccountStore accounts, SignInThrottle throttle, TrustedDevice devices, CurrentRealm current, ILogger<PasswordSignIn> log)
{
    public async Task<PasswordOutcome> TryAsync(HttpContext context, string username, string password)
    {
        if (username.Length > 255 || password.Length > PasswordHasher.MaxLength) return new PasswordOutcome.Wrong();

        var name = AccountStore.Normalize(username);
        var account = await accounts.FindByUsernameAsync(name, context.RequestAborted);
        var source = devices.SourceOf(context, account);
        if (throttle.Begin(current.Value, name, source) is { } wait)
        {
            Log.Throttled(log, current.Value.Name);
            return new PasswordOutcome.Wait(wait);
        }

        var right = PasswordHasher.Verify(password, account?.Password);
        if (!right || account is not { Enabled: true }) return new PasswordOutcome.Wrong();

        throttle.Succeeded(current.Value, name, source);
        devices.Remember(context, account);
        return new PasswordOutcome.Right(account);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Too many sign-ins failed at realm {Realm}: one more was not looked at")]
        public static partial void Throttled(ILogger logger, string realm);
    }
}

/// <summary>What came of a try to sign in.</summary>
internal abstract record PasswordOutcome
{
    public sealed record Right(Account Account) : PasswordOutcome;

    public sealed record Wrong : PasswordOutcome;

    /// <summary>Too many tries: this one was not looked at.</summary>
    public sealed record Wait(TimeSpan Time) : PasswordOutcome;
}

using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.SignIn;

/// <summary>Slows down whoever guesses passwords, without letting them lock the account's owner out.</summary>
/// <remarks>
/// Counted are tries for an account from one source, tries of one source for any account, and tries for an account from everywhere.
/// A browser that signed in to the account before is a source of its own (<see cref="TrustedDevice"/>), and only its own tries count
/// against it: what strangers do never keeps the owner out. The count lives in memory: it is for one process.
/// </remarks>
internal sealed class SignInThrottle(TimeProvider time)
{
    private const int MostCounters = 50_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Realm, string Username, string Source), Counter> counters = [];

    /// <summary>Counts a try before its password is looked at, so that many at once count as many.</summary>
    /// <param name="realm">Says how many failures are free, and how long one waits after them.</param>
    /// <param name="username">The normalized user name, of an account or not.</param>
    /// <param name="source">Where the try comes from.</param>
    /// <returns>How long to wait before trying again; <see langword="null"/> if the try may go on.</returns>
    public TimeSpan? Begin(Realm realm, string username, SignInSource source)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (counters.Count >= MostCounters) ForgetOld(now);
            var rules = Rules(realm, username, source).Select(rule => (Counter: Find(rule.Key, realm, now), rule.Free, rule.Longest)).ToList();
            var wait = rules.Max(rule => rule.Counter.BlockedUntil) - now;
            // A try that is not looked at doesn't count: waiting, not hammering, is what makes it end.
            if (wait > TimeSpan.Zero) return wait;
            foreach (var (counter, free, longest) in rules) counter.Count(now, realm.WaitIncrement, free, longest);
            return null;
        }
    }

    /// <summary>Takes back the try that was right, and all before it for that account from that source.</summary>
    /// <remarks>What the source tried at other accounts stays counted, or whoever has an account of their own could guess on for ever.</remarks>
    public void Succeeded(Realm realm, string username, SignInSource source)
    {
        lock (gate)
        {
            foreach (var (key, _, _) in Rules(realm, username, source).Skip(1))
                if (counters.TryGetValue(key, out var counter)) counter.TakeBack();
            counters.Remove((realm.Name, username, source.Id));
        }
    }

    private static IEnumerable<((string, string, string) Key, int Free, TimeSpan Longest)> Rules(Realm realm, string username, SignInSource source)
    {
        yield return ((realm.Name, username, source.Id), realm.FailureFactor, realm.MaxFailureWait);
        if (source.IsTrusted) yield break;
        // One source that tries many accounts (password spraying). Many people may share an address: more is free.
        yield return ((realm.Name, "", source.Id), realm.FailureFactor * 5, realm.MaxFailureWait);
        // Many sources that try one account: never longer than the first wait, for the owner may be on a new device.
        yield return ((realm.Name, username, ""), realm.FailureFactor * 10, realm.WaitIncrement);
    }

    private Counter Find((string, string, string) key, Realm realm, DateTimeOffset now)
    {
        if (counters.TryGetValue(key, out var found) && now - found.LastAt < realm.MaxDeltaTime) return found;
        return counters[key] = new Counter();
    }

    private void ForgetOld(DateTimeOffset now)
    {
        foreach (var (key, _) in counters.OrderBy(entry => entry.Value.LastAt).Take(MostCounters / 10).Where(entry => entry.Value.BlockedUntil < now).ToList()) counters.Remove(key);
    }

    private sealed class Counter
    {
        private int tries;

        public DateTimeOffset LastAt { get; private set; } = DateTimeOffset.MinValue;

        public DateTimeOffset BlockedUntil { get; private set; } = DateTimeOffset.MinValue;

        // Keycloak's strategy MULTIPLE: after every failureFactor failures, one increment more.
        public void Count(DateTimeOffset now, TimeSpan increment, int free, TimeSpan longest)
        {
            LastAt = now;
            var wait = increment * (++tries / free);
            // Not "until now": a try at the same moment may have read the clock a little earlier.
            BlockedUntil = wait == TimeSpan.Zero ? DateTimeOffset.MinValue : now + (wait < longest ? wait : longest);
        }

        public void TakeBack()
        {
            tries--;
            BlockedUntil = DateTimeOffset.MinValue;
        }
    }
}

/// <summary>Where a try to sign in comes from.</summary>
/// <param name="Id">The trusted device's id, or the network address.</param>
/// <param name="IsTrusted">Whether this browser signed in to this account before.</param>
internal sealed record SignInSource(string Id, bool IsTrusted);

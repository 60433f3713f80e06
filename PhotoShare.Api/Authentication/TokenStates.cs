using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace PhotoShare.Api.Authentication;

/// <summary>
/// What the realm last said of each token, remembered for <see cref="Memory"/> at most, counted from when it was asked:
/// a revoked token is refused within that time. One question at a time for each token, however many requests carry it.
/// </summary>
/// <remarks>Keyed by a hash of the token, so that a memory dump of this table holds none. A failure to ask is not remembered.</remarks>
internal sealed class TokenStates(TokenIntrospection introspection, TimeProvider clock)
{
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    /// <summary>Entries kept at most; beyond it the table starts afresh, which costs questions and no safety.</summary>
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, Question> questions = new(StringComparer.Ordinal);
    private long lastSweep = clock.GetTimestamp();

    /// <exception cref="RealmUnavailableException">No answer that says anything about the token.</exception>
    public async Task<TokenState> GetAsync(string token, CancellationToken cancellationToken)
    {
        Sweep();
        var key = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        var question = questions.AddOrUpdate(key, _ => Ask(token), (_, asked) => IsFresh(asked) ? asked : Ask(token));
        try
        {
            return await question.Answer.Value.WaitAsync(cancellationToken);
        }
        catch (RealmUnavailableException)
        {
            questions.TryRemove(new(key, question));
            throw;
        }
    }

    // The question is everybody's who waits for it, so no one caller's cancellation ends it; the HTTP client's timeout does.
    private Question Ask(string token) => new(clock.GetTimestamp(), new(() => introspection.AskAsync(token, CancellationToken.None)));

    private bool IsFresh(Question question) => clock.GetElapsedTime(question.AskedAt) < Memory;

    private void Sweep()
    {
        if (questions.Count > Capacity) questions.Clear();
        if (clock.GetElapsedTime(lastSweep) < Memory) return;
        lastSweep = clock.GetTimestamp();
        foreach (var entry in questions)
            if (!IsFresh(entry.Value)) questions.TryRemove(entry);
    }

    private sealed record Question(long AskedAt, Lazy<Task<TokenState>> Answer);
}

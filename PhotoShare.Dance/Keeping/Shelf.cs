using StackExchange.Redis;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Keeping;

/// <summary>
/// Dances in Redis. <c>dance:kept</c> is a sorted set of their ids by the time they were last written to, in milliseconds; <c>dance:{id}</c> is a
/// hash of packed handfuls of spans, so that several instances can add to one dance without reading it first. No scripts, no streams.
/// </summary>
internal sealed class Shelf(IDatabase redis, TimeSpan lifetime)
{
    private const string Index = "dance:kept";

    /// <summary>Writes a handful of spans of each.</summary>
    /// <param name="at">The time under which they will stand.</param>
    /// <returns>In how many handfuls each is now, in this order.</returns>
    public async Task<long[]> WriteAsync(IReadOnlyList<(string Id, SpanRecord[] Spans, DateTimeOffset LastAt)> dances, double at)
    {
        var all = new List<Task>();
        var lengths = new List<Task<long>>();
        foreach (var (id, spans, _) in dances)
        {
            all.Add(redis.HashSetAsync(Key(id), Guid.CreateVersion7().ToString("N"), Packing.Pack(spans)));
            all.Add(redis.KeyExpireAsync(Key(id), lifetime));
            all.Add(redis.SortedSetAddAsync(Index, id, at));
            lengths.Add(redis.HashLengthAsync(Key(id)));
        }
        await Task.WhenAll(all);
        return await Task.WhenAll(lengths);
    }

    /// <summary>Ids that were written to from this time on, newest first, with the time.</summary>
    public async Task<IReadOnlyList<(string Id, double At)>> IndexAsync(double from, int most)
    {
        var entries = await redis.SortedSetRangeByScoreWithScoresAsync(Index, from, double.PositiveInfinity, Exclude.None, Order.Descending, 0, most);
        return [.. entries.Select(entry => (entry.Element.ToString(), entry.Score))];
    }

    /// <summary>How many handfuls there are of each of these.</summary>
    public async Task<long[]> HandfulsAsync(IEnumerable<string> ids)
    {
        var lengths = ids.Select(id => redis.HashLengthAsync(Key(id))).ToList();
        return await Task.WhenAll(lengths);
    }

    /// <summary>The spans of dances, and in how many handfuls they are.</summary>
    public async Task<IReadOnlyList<(SpanRecord[] Spans, long Handfuls)>> ReadAsync(IReadOnlyList<string> ids)
    {
        var reads = ids.Select(id => redis.HashGetAllAsync(Key(id))).ToList();
        var found = await Task.WhenAll(reads);
        // Spans of another trace than the key's would be somebody else's writing.
        return [.. found.Select((handfuls, i) => (handfuls.SelectMany(handful => Packing.Unpack(handful.Value!)).Where(span => span.TraceId == ids[i]).ToArray(), (long)handfuls.Length))];
    }

    /// <summary>Lets dances go, and whatever is older than it may be.</summary>
    public async Task ForgetAsync(IReadOnlyList<string> ids, long olderThan)
    {
        if (ids.Count > 0)
        {
            await redis.SortedSetRemoveAsync(Index, [.. ids.Select(id => (RedisValue)id)]);
            await redis.KeyDeleteAsync([.. ids.Select(Key)]);
        }
        // Their hashes have gone by themselves.
        await redis.SortedSetRemoveRangeByScoreAsync(Index, double.NegativeInfinity, olderThan);
    }

    private static RedisKey Key(string id) => $"dance:{id}";
}

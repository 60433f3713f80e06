using Microsoft.Extensions.Logging.Abstractions;
using PhotoShare.Dance.Keeping;
using PhotoShare.Web.Tests.Hosting;
using StackExchange.Redis;

namespace PhotoShare.Dance.Tests.Keeping;

/// <summary>Against a real server that speaks Redis' protocol, empty before each test.</summary>
public sealed class ShelvingTests(GarnetServer garnet) : IAsyncLifetime
{
    private readonly List<Instance> instances = [];
    private ConnectionMultiplexer redis = null!;

    public async ValueTask InitializeAsync()
    {
        redis = await ConnectionMultiplexer.ConnectAsync(garnet.ConnectionString + ",allowAdmin=true");
        await redis.GetServers()[0].FlushDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in instances) await instance.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task Dances_survive_a_restart()
    {
        var id = Books.TraceId();
        var before = await StartAsync();
        before.Book.Add([Books.Hop(id, Now), Books.Span(id, Now), Books.Span(Books.TraceId(), Now)]);
        await before.Book.ListAsync(default);
        await before.StopAsync();

        var after = await StartAsync();
        Assert.Equal(id, Assert.Single(await after.Book.ListAsync(default)).Id);
        Assert.Equal(2, after.Book.Spans(id).Length);
        Assert.Equal("fp:0123456789abcdef", (await after.Book.FindAsync(id, default))!.Hops[0].Sent[0].Value);
    }

    [Fact]
    public async Task Two_instances_see_each_others_spans_of_one_dance()
    {
        var id = Books.TraceId();
        var (one, two) = (await StartAsync(), await StartAsync());
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var changes = two.Book.ChangesAsync(bound.Token).GetAsyncEnumerator();
        one.Book.Add([Books.Hop(id, Now)]);
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(id, changes.Current);

        two.Book.Add([Books.Hop(id, Now)]);
        await one.UntilAsync(book => book.Spans(id).Length == 2);
        await two.UntilAsync(book => book.Spans(id).Length == 2);
    }

    [Fact]
    public async Task Writing_at_the_same_time_loses_nothing()
    {
        var id = Books.TraceId();
        var (one, two) = (await StartAsync(), await StartAsync());
        for (var i = 0; i < 200; i++)
        {
            one.Book.Add([Books.Hop(id, Now)]);
            two.Book.Add([Books.Hop(id, Now)]);
            if (i % 20 == 0) await Task.Yield();
        }
        await one.UntilAsync(book => book.Spans(id).Length == 400);
        await two.UntilAsync(book => book.Spans(id).Length == 400);
    }

    [Fact]
    public async Task What_goes_here_goes_there()
    {
        var instance = await StartAsync(limits => limits.MaxDances = 2);
        var ids = Enumerable.Range(0, 5).Select(_ => Books.TraceId()).ToList();
        foreach (var id in ids)
        {
            instance.Book.Add([Books.Hop(id, Now)]);
            await instance.UntilAsync(_ => redis.GetDatabase().KeyExists($"dance:{id}"));
        }
        await instance.UntilAsync(_ => ids.Take(3).All(id => !redis.GetDatabase().KeyExists($"dance:{id}")));
        await instance.UntilAsync(_ => redis.GetDatabase().SortedSetLength("dance:kept") == 2);
        Assert.True(redis.GetDatabase().KeyExists($"dance:{ids[4]}"));
    }

    [Fact]
    public async Task Noise_is_not_written_and_dances_end_by_themselves()
    {
        var instance = await StartAsync();
        var (dance, noise) = (Books.TraceId(), Books.TraceId());
        instance.Book.Add([Books.Span(noise, Now), Books.Hop(dance, Now)]);
        await instance.UntilAsync(_ => redis.GetDatabase().KeyExists($"dance:{dance}"));
        Assert.False(redis.GetDatabase().KeyExists($"dance:{noise}"));
        Assert.InRange(redis.GetDatabase().KeyTimeToLive($"dance:{dance}")!.Value, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task What_redis_has_lost_is_written_again_and_what_it_missed_too()
    {
        var own = new GarnetServer();
        await own.InitializeAsync();
        var address = own.ConnectionString.Split(',')[0];
        var instance = await StartAsync(connection: $"{address},abortConnect=false,connectTimeout=500,asyncTimeout=500,syncTimeout=500");
        var (before, during) = (Books.TraceId(), Books.TraceId());
        instance.Book.Add([Books.Hop(before, Now)]);
        await instance.UntilAsync(book => book.Unwritten(10).Count == 0);
        await own.DisposeAsync();

        instance.Book.Add([Books.Hop(during, Now)]);
        Assert.Equal(2, (await instance.Book.ListAsync(default)).Count);
        await instance.UntilAsync(book => instance.IsAway);

        await using var again = await GarnetOn(int.Parse(address.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        await using var fresh = await ConnectionMultiplexer.ConnectAsync($"{address},abortConnect=false,connectTimeout=30000");
        await instance.UntilAsync(_ => fresh.GetDatabase().KeyExists($"dance:{before}") && fresh.GetDatabase().KeyExists($"dance:{during}"));
    }

    [Fact]
    public async Task Without_redis_lists_do_not_wait()
    {
        var instance = await StartAsync(connection: "127.0.0.1:1,abortConnect=false,connectTimeout=200,asyncTimeout=200,syncTimeout=200");
        var id = Books.TraceId();
        instance.Book.Add([Books.Hop(id, Now)]);
        Assert.Equal(id, Assert.Single(await instance.Book.ListAsync(default)).Id);
        Assert.NotNull(await instance.Book.FindAsync(id, default));
    }

    [Fact]
    public async Task What_somebody_else_put_there_is_passed_over()
    {
        var (id, other) = (Books.TraceId(), Books.TraceId());
        var database = redis.GetDatabase();
        database.HashSet($"dance:{id}", "x", "no spans"u8.ToArray());
        database.HashSet($"dance:{id}", "y", Packing.Pack([Books.Hop(other, Now), Books.Hop(id, Now)]));
        database.SortedSetAdd("dance:kept", id, Now.ToUnixTimeMilliseconds());
        var instance = await StartAsync();
        Assert.Equal(id, Assert.Single(await instance.Book.ListAsync(default)).Id);
        Assert.Empty(instance.Book.Spans(other));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static async Task<GarnetServer> GarnetOn(int port)
    {
        var server = new GarnetServer { Port = port };
        await server.InitializeAsync();
        return server;
    }

    private async Task<Instance> StartAsync(Action<DanceOptions.KeepingOptions>? configure = null, string? connection = null)
    {
        var instance = new Instance(connection ?? garnet.ConnectionString, configure);
        instances.Add(instance);
        await instance.StartAsync();
        return instance;
    }

    private sealed class Instance : IAsyncDisposable
    {
        private readonly Lazy<IConnectionMultiplexer> connection;
        private readonly Shelving shelving;

        public Instance(string connectionString, Action<DanceOptions.KeepingOptions>? configure)
        {
            var limits = new DanceOptions.KeepingOptions();
            configure?.Invoke(limits);
            Book = Books.Make(TimeProvider.System, configure, hasShelf: true);
            connection = new(() => ConnectionMultiplexer.Connect(connectionString));
            shelving = new Shelving(Book, connection, limits, TimeProvider.System, NullLogger<Shelving>.Instance);
        }

        public DanceBook Book { get; }

        public bool IsAway => shelving.IsAway;

        public Task StartAsync() => shelving.StartAsync(CancellationToken.None);

        public Task StopAsync() => shelving.StopAsync(CancellationToken.None);

        public async Task UntilAsync(Func<DanceBook, bool> holds)
        {
            using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!holds(Book))
            {
                // What ended the carrying would end the waiting in vain.
                if (shelving.ExecuteTask is { IsFaulted: true } carrying) await carrying;
                await Task.Delay(20, bound.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            shelving.Dispose();
            if (connection.IsValueCreated) await connection.Value.DisposeAsync();
        }
    }
}

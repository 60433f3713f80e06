#!/usr/bin/env dotnet
#:project ../PhotoShare.OAuth/PhotoShare.OAuth.csproj
#:include spans.cs
#:include proto.cs
#:property PublishAot=false
// Sends spans to a PhotoShare.Dance at a growing rate until it sheds, then floods it; perf/ingest.sh starts both. Exit code 1 if it sheds impolitely.
using System.Diagnostics;
using System.Globalization;
using System.Net;

const int BatchSize = 512, PerDance = 60;
var options = args.Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1]);
var (dance, key) = (options["dance"], options["key"]);
var watched = Process.GetProcessById(int.Parse(options["pid"], CultureInfo.InvariantCulture));
var step = TimeSpan.FromSeconds(double.Parse(options.GetValueOrDefault("seconds", "4"), CultureInfo.InvariantCulture));
var spans = new Spans("tests/PhotoShare.Dance.Tests/Recorded/connect.json", PerDance);
using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(30) };
var exports = spans.Exports(BatchSize, 0, int.MaxValue / 2).GetEnumerator();
var gate = new Lock();
long taken = 0, shed = 0, impolite = 0, lost = 0, largest = 0;
string? fault = null;

byte[] Next()
{
    lock (gate) { exports.MoveNext(); return exports.Current; }
}

async Task SendAsync(byte[] export)
{
    try
    {
        using var answer = await Proto.SendAsync(http, dance, key, export);
        if (answer.StatusCode == HttpStatusCode.OK) Interlocked.Add(ref taken, BatchSize);
        else if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || answer.Headers.RetryAfter?.Delta is null) Interlocked.Increment(ref impolite);
        else Interlocked.Increment(ref shed);
    }
    catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
    {
        Interlocked.Increment(ref lost);
        fault = e.Message;
    }
}

(double Cpu, double Megabytes) Measure()
{
    watched.Refresh();
    largest = Math.Max(largest, watched.WorkingSet64);
    return (watched.TotalProcessorTime.TotalSeconds, watched.WorkingSet64 / 1048576.0);
}

void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

// The code is compiled by the first spans, which do not count.
for (var i = 0; i < 60; i++) await SendAsync(Next());
await Task.Delay(step);

double best = 0, cost = 0;
for (var rate = 2000.0; ; rate *= 1.4)
{
    var (before, begun, shedBefore, clock) = (Measure().Cpu, taken, shed, Stopwatch.StartNew());
    var sent = new List<Task>();
    while (clock.Elapsed < step)
    {
        while (sent.Count * BatchSize < clock.Elapsed.TotalSeconds * rate && clock.Elapsed < step) sent.Add(SendAsync(Next()));
        await Task.Delay(2);
    }
    await Task.WhenAll(sent);
    var seconds = clock.Elapsed.TotalSeconds;
    var (after, megabytes) = Measure();
    var (per, perSpan) = ((taken - begun) / seconds, (after - before) * 1e6 / Math.Max(1, taken - begun));
    Say($"offered {sent.Count * BatchSize / seconds:0} spans/s  taken {per:0}  shed {100.0 * (shed - shedBefore) / sent.Count:0} % of exports  {perSpan:0} µs/span  {(after - before) / seconds * 100:0} % of a core  {megabytes:0} MiB");
    if (shed == shedBefore) (best, cost) = (per, perSpan);
    if (shed > shedBefore || impolite + lost > 0 || rate > 1_000_000) break;
}

// Far too much: more on the way than waits at most (Dance:Receiving:MaxQueuedSpans). And a small sender beside it that comes back when it is told to.
var flood = Stopwatch.StartNew();
var (takenBefore, shedBeforeFlood) = (taken, shed);
var floods = Enumerable.Range(0, 64).Select(async _ => { while (flood.Elapsed < 10 * step) await SendAsync(Next()); }).ToList();
var waits = new List<double>();
// The largest in each quarter of the flood: what is bounded has stopped growing by the last.
var quarters = new double[4];
var number = int.MaxValue / 2 + 1;
await Task.Delay(step);
for (; flood.Elapsed < 9 * step; number++)
{
    var (export, waited) = (spans.Exports(PerDance, number, 1).Single(), Stopwatch.StartNew());
    while (waited.Elapsed < TimeSpan.FromMinutes(1))
    {
        using var answer = await Proto.SendAsync(http, dance, key, export);
        if (answer.IsSuccessStatusCode) break;
        await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(10));
    }
    waits.Add(waited.Elapsed.TotalSeconds);
    var quarter = Math.Min(3, (int)(4 * flood.Elapsed / (9 * step)));
    quarters[quarter] = Math.Max(quarters[quarter], Measure().Megabytes);
    await Task.Delay(100);
}
await Task.WhenAll(floods);
var floodSeconds = flood.Elapsed.TotalSeconds;
Measure();
// A quarter of a gibibyte of dances (Dance:Keeping:MaxMegabytes), what joining remembers, what waits, and what lies there until it is collected.
var isBounded = largest < 2048L * 1024 * 1024;
await Task.Delay(step);

var (found, isLastKept) = (0, false);
for (var one = int.MaxValue / 2 + 1; one < number; one++)
{
    using var page = await http.GetAsync(new Uri($"{dance}/dances/{spans.IdOf(one)}.json"));
    if (page.IsSuccessStatusCode) found++;
    // The flood pushes out what is older, whoever sent it: the oldest dances go first.
    isLastKept = page.IsSuccessStatusCode;
}
using var health = await http.GetAsync(new Uri($"{dance}/health"));
waits.Sort();
Say($"flooded: taken {(taken - takenBefore) / floodSeconds:0} spans/s, shed {shed - shedBeforeFlood} exports, all with Retry-After but {impolite}, {lost} without an answer {fault}");
Say($"a small sender beside it got {waits.Count} dances in: after {waits[waits.Count / 2]:0.00} s at the median, {waits[^1]:0.00} s at most; {found} of {waits.Count} kept");
Say($"memory in the quarters of {floodSeconds:0} s: {string.Join(", ", quarters.Select(most => $"{most:0}"))} MiB at most");
Say($"afterwards: health {(int)health.StatusCode}, {Measure().Megabytes:0} MiB; {largest / 1048576.0:0} MiB at most, of 2048 it may have");
Say($"takes {best:0} spans/s at {cost:0} µs of processor each before it sheds");
return impolite + lost > 0 || shed == shedBeforeFlood || !isBounded || !health.IsSuccessStatusCode || !isLastKept ? 1 : 0;

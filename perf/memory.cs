#!/usr/bin/env dotnet
#:project ../PhotoShare.OAuth/PhotoShare.OAuth.csproj
#:include spans.cs
#:include proto.cs
#:include metrics.cs
#:property PublishAot=false
// Sends dances to a PhotoShare.Dance and tells how much memory it has then; perf/memory.sh starts both. Dance sends its metrics here: they say how large its heap is.
using System.Diagnostics;
using System.Globalization;
using System.Net;

const int BatchSize = 512, PerDance = 30;
var options = args.Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1]);
var (dance, key) = (options["dance"], options["key"]);
var watched = Process.GetProcessById(int.Parse(options["pid"], CultureInfo.InvariantCulture));
var spans = new Spans("tests/PhotoShare.Dance.Tests/Recorded/connect.json", PerDance);
using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(30) };
using var metrics = new HeapMetrics(options["metrics"]);

var sent = 0;
foreach (var dances in options.GetValueOrDefault("dances", "0,1000,10000").Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture)))
{
    foreach (var export in spans.Exports(BatchSize, sent, dances - sent))
    {
        // As fast as a busy machine dances, not as fast as it can: there are other scripts for that.
        await Task.Delay(20);
        while (true)
        {
            using var answer = await Proto.SendAsync(http, dance, key, export);
            if (answer.StatusCode == HttpStatusCode.OK) break;
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? throw new InvalidOperationException($"Dance answered {(int)answer.StatusCode}."));
        }
    }
    sent = dances;
    // What nobody adds to for 30 s is packed, a hundred dances a second.
    var (before, soon) = (sent, Memory());
    await Task.Delay(TimeSpan.FromSeconds(35 + sent / 100));
    using var list = await http.GetAsync(new Uri($"{dance}/"));
    using var last = await http.GetAsync(new Uri($"{dance}/dances/{spans.IdOf(sent - 1)}.json"));
    if (sent > 0 && !last.IsSuccessStatusCode) throw new InvalidOperationException("The last dance is not kept.");
    Console.WriteLine($"{sent,6} dances of {spans.PerDance} spans: {soon} when the last has come; {Memory()} when they are packed");
}
return 0;

string Memory()
{
    watched.Refresh();
    return string.Create(CultureInfo.InvariantCulture, $"RSS {watched.WorkingSet64 / 1048576.0:0} MiB, GC heap {metrics.Heap / 1048576.0:0} MiB");
}

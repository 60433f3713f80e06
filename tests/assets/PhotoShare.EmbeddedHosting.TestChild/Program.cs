using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

// A child as awkward as its environment asks it to be. Its journal is a folder of files, which a test can watch:
//   {name}.started     its environment as JSON     {name}.pid      its process     {name}.asked    it heard SIGTERM
// and which steer it:
//   {name}.healthy     from then on /health answers 200, before that 503 (unless CHILD_UNHEALTHY is not set)
//   {name}.say         it writes what stands there, and deletes it
//   {name}.die         it ends with exit code 3
static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

var name = Variable("OTEL_SERVICE_NAME") ?? "grandchild";
var journal = Variable("CHILD_JOURNAL")!;
string Entry(string kind) => Path.Combine(journal, $"{name}.{kind}");
// Whole or not at all: it may be ended at any moment, and read at any.
void Write(string kind, string text)
{
    File.WriteAllText(Entry($"{kind}.draft"), text);
    File.Move(Entry($"{kind}.draft"), Entry(kind), overwrite: true);
}

var stubborn = Variable("CHILD_IGNORES_SIGTERM") is not null;
using var asked = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    Write("asked", "");
    context.Cancel = stubborn;
});

Console.WriteLine($"{name} starts");
Write("pid", $"{Environment.ProcessId}");
Write("started", JsonSerializer.Serialize(Environment.GetEnvironmentVariables()));
if (Variable("CHILD_FAILS") is { } words)
{
    Console.Error.WriteLine(words);
    return 4;
}
if (Variable("CHILD_HAS_CHILD") is not null)
{
    // As kc.sh has Java: a child that outlives its parent if nobody ends it.
    var info = new ProcessStartInfo(Environment.ProcessPath!, [typeof(Program).Assembly.Location]);
    info.Environment.Remove("OTEL_SERVICE_NAME");
    info.Environment.Remove("CHILD_HAS_CHILD");
    info.Environment.Remove("ASPNETCORE_URLS");
    info.Environment["CHILD_IGNORES_SIGTERM"] = "1";
    Process.Start(info);
}

using var listener = Variable("ASPNETCORE_URLS") is { } urls ? new TcpListener(IPAddress.Loopback, new Uri(urls).Port) : null;
listener?.Start();
while (!File.Exists(Entry("die")))
{
    if (File.Exists(Entry("say")))
    {
        Console.WriteLine(File.ReadAllText(Entry("say")));
        File.Delete(Entry("say"));
    }
    if (listener?.Pending() != true)
    {
        await Task.Delay(20);
        continue;
    }
    using var client = await listener.AcceptTcpClientAsync();
    using var stream = client.GetStream();
    _ = await stream.ReadAsync(new byte[4096]);
    var healthy = Variable("CHILD_UNHEALTHY") is null || File.Exists(Entry("healthy"));
    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {(healthy ? "200 OK" : "503 Service Unavailable")}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
}
Console.Error.WriteLine($"{name} was told to die");
return 3;

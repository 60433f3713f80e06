using PhotoShare.EmbeddedHosting.TestHost;

// An AppHost with the graph that a test names: TestHost {graph} [--option …]
var builder = DistributedApplication.CreateBuilder(args);
Graphs.ByName[args[0]](builder);
builder.Build().Run();
return Environment.ExitCode;

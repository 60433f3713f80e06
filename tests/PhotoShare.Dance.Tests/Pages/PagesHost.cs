using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PhotoShare.Dance.Pages;
using PhotoShare.Dance.Tests.Hosting;
using PhotoShare.Dance.Tests.Samples;

namespace PhotoShare.Dance.Tests.Pages;

/// <summary>The program with the sample dances in place of those that are kept.</summary>
internal sealed class PagesHost : WebApplicationFactory<Program>
{
    private readonly string grpc = $"http://127.0.0.1:{TestPorts.One()}";

    public PagesHost() => UseKestrel();

    public const string Dashboard = "http://127.0.0.1:18888";

    public SampleDances Dances { get; } = new(SampleDances.All());

    /// <summary>Where a browser finds it: on a port of its own, from the first call on.</summary>
    public string Address
    {
        get
        {
            StartServer();
            return Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(address => address != grpc);
        }
    }

    public HttpClient Visitor() => CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri(Address), AllowAutoRedirect = false });

    public async Task<string> ReadAsync(string path)
    {
        using var visitor = Visitor();
        return await visitor.GetStringAsync(path);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("Dance:GrpcUrl", grpc);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting(DashboardLink.Key, $"{Dashboard}/login?t=secret");
        builder.ConfigureTestServices(services => services.AddSingleton<IDances>(Dances));
    }
}

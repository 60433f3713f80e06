using Microsoft.Extensions.Options;

namespace PhotoShare.Dance.PassingOn;

/// <summary>Passes on to the dashboard what only Dance receives.</summary>
internal static class PassingOnSetup
{
    public static void AddPassingOn(this WebApplicationBuilder builder)
    {
        var dashboard = DashboardAddress.Parse(builder.Configuration);
        builder.Services.AddSingleton(services => new Forwarding(services.GetRequiredService<IOptions<DanceOptions>>(), dashboard));
        if (dashboard is null) return;
        builder.Services.AddSingleton(dashboard);
        builder.Services.AddHostedService<ForwardingWorker>();
    }
}

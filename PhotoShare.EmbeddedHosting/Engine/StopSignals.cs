using System.Runtime.InteropServices;

namespace Aspire.Hosting.Engine;

/// <summary>Ctrl-C, SIGTERM, SIGQUIT and the end of the terminal ask for an orderly end; a second one forces it.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> registrations;

    public StopSignals(CancellationTokenSource stop, Action force)
    {
        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            if (stop.IsCancellationRequested)
                force();
            else
                stop.Cancel();
        }

        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    public void Dispose() => registrations.ForEach(registration => registration.Dispose());
}

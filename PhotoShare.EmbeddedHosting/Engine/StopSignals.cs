using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Engine;

/// <summary>Ctrl-C, SIGTERM, SIGQUIT and the end of the terminal ask for an orderly end; a second one forces it.</summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>One press can arrive twice: from the terminal, and handed on by the program that started us.</summary>
    private static readonly TimeSpan SamePress = TimeSpan.FromMilliseconds(500);

    private readonly List<PosixSignalRegistration> registrations;

    public StopSignals(CancellationTokenSource stop, Action force)
    {
        long first = 0;
        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            if (Interlocked.CompareExchange(ref first, Stopwatch.GetTimestamp(), 0) == 0)
                stop.Cancel();
            else if (Stopwatch.GetElapsedTime(first) > SamePress)
                force();
        }

        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    public void Dispose() => registrations.ForEach(registration => registration.Dispose());
}

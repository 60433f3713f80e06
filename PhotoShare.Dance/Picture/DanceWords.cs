using PhotoShare.Dance.Dances;

namespace PhotoShare.Dance.Picture;

/// <summary>What dances and their outcomes are called.</summary>
internal static class DanceWords
{
    public static string Title(WatchedDance dance) => dance.Kind switch
    {
        DanceKind.Connect => $"Connect {Names.Of(dance.Network)}",
        DanceKind.SignIn => $"Sign in to {Names.Of(dance.Network)}",
        DanceKind.Read => $"Read from {Names.Of(dance.Network)}",
        DanceKind.Refresh => $"Refresh at {Names.Of(dance.Network)}",
        _ => $"Disconnect {Names.Of(dance.Network)}",
    };

    /// <summary>As it stands in addresses and exports.</summary>
    public static string Word(DanceKind kind) => kind switch
    {
        DanceKind.Connect => "connect",
        DanceKind.SignIn => "sign_in",
        DanceKind.Read => "read",
        DanceKind.Refresh => "refresh",
        _ => "disconnect",
    };

    /// <summary>As it stands in addresses and exports.</summary>
    public static string Word(DanceOutcome outcome) => outcome switch
    {
        DanceOutcome.UnderWay => "under_way",
        DanceOutcome.Done => "done",
        DanceOutcome.Refused => "refused",
        _ => "failed",
    };

    public static string Of(DanceOutcome outcome) => outcome switch
    {
        DanceOutcome.UnderWay => "under way",
        DanceOutcome.Done => "done",
        DanceOutcome.Refused => "refused",
        _ => "failed",
    };

    /// <summary>How long it took the machines. Never less than nothing, whatever a foreign clock says.</summary>
    public static TimeSpan WithoutPerson(WatchedDance dance) => dance.Duration > dance.PersonsTime ? dance.Duration - dance.PersonsTime : TimeSpan.Zero;

    /// <summary>One hop, two hops.</summary>
    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}

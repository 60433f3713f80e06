using System.Data.Common;

namespace PhotoShare.Data;

/// <summary>A database that can't be reached for the moment.</summary>
public static class DatabaseAway
{
    /// <summary>
    /// Whether that is what something failed of. The provider says so of what may be over soon: a server that starts again, a line that broke. Not of our
    /// own mistakes.
    /// </summary>
    public static bool IsCauseOf(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is DbException { IsTransient: true }) return true;
        return false;
    }
}

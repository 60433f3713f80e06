namespace Aspire.Hosting.Docker.Deploying;

/// <summary>One step at a time works on a folder: two would make different secrets.</summary>
internal static class DeploymentLock
{
    /// <summary>Held until disposed, or until this process ends.</summary>
    /// <exception cref="DeploymentException">Somebody else has it.</exception>
    public static FileStream Take(string folder)
    {
        try
        {
            return new(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new DeploymentException($"Another deployment is at work in {folder}. Wait for its end.");
        }
    }
}

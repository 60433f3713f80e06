namespace Aspire.Hosting.Docker.Deploying;

/// <summary>A step of a deployment can't go on. The message is for the person at the console, and holds no secret.</summary>
internal sealed class DeploymentException(string message) : Exception(message);

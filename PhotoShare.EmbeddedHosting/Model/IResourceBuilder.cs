using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>What AppHost.cs holds of a resource; the verbs are extension methods on it.</summary>
    public interface IResourceBuilder<out T> where T : IResource
    {
        /// <summary>The resource that is being described.</summary>
        T Resource { get; }
    }
}

namespace Aspire.Hosting
{
    internal sealed class ResourceBuilder<T>(T resource) : IResourceBuilder<T> where T : IResource
    {
        public T Resource => resource;
    }
}

using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>What AppHost.cs holds of a resource; the verbs are extension methods on it.</summary>
    public interface IResourceBuilder<out T> where T : IResource
    {
        /// <summary>The resource that is being described.</summary>
        T Resource { get; }

        /// <summary>What the resource is part of.</summary>
        IDistributedApplicationBuilder ApplicationBuilder { get; }
    }
}

namespace Aspire.Hosting
{
    internal sealed class ResourceBuilder<T>(T resource, IDistributedApplicationBuilder applicationBuilder) : IResourceBuilder<T> where T : IResource
    {
        public T Resource => resource;

        public IDistributedApplicationBuilder ApplicationBuilder => applicationBuilder;
    }
}

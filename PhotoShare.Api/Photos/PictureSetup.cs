namespace PhotoShare.Api.Photos;

internal static class PictureSetup
{
    public static IServiceCollection AddPictures(this IServiceCollection services) => services
        .AddSingleton<IPhotoStore, FolderPhotoStore>()
        .AddSingleton(provider => new Scratch(Path.GetTempPath(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ImageWork>().AddSingleton<Thumbnails>().AddScoped<Uploads>().AddHostedService<PhotoSweep>();

    /// <summary>503 comes with the seconds after which it may go better (RFC 9110 section 15.6.4).</summary>
    public static void SayWhenToRetry(ProblemDetailsOptions options) => options.CustomizeProblemDetails = context =>
    {
        if (context.ProblemDetails.Status == StatusCodes.Status503ServiceUnavailable) context.HttpContext.Response.Headers.RetryAfter = "5";
    };

    /// <summary>The status for what handlers throw: everything that they foresee is an answer, so little is left.</summary>
    public static int Status(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        ImageWorkBusyException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}

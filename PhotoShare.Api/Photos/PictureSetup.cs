namespace PhotoShare.Api.Photos;

internal static class PictureSetup
{
    public static IServiceCollection AddPictures(this IServiceCollection services) =>
        services.AddSingleton<ImageWork>().AddSingleton<Thumbnails>().AddScoped<Uploads>();

    /// <summary>The status for what handlers throw: everything that they foresee is an answer, so little is left.</summary>
    public static int Status(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        ImageWorkBusyException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}

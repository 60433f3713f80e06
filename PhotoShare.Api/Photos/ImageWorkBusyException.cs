namespace PhotoShare.Api.Photos;

/// <summary>More images wait than this API can work on soon. To a client: 503, try again.</summary>
internal sealed class ImageWorkBusyException() : Exception("Too many images are being worked on.");

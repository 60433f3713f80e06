namespace PhotoShare.Api.Photos;

/// <summary>What was sent is no photo that this API takes; the message says why, for whoever sent it.</summary>
/// <param name="status">413 too large, 415 of another kind, 422 broken or out of bounds, 400 not the form that is expected.</param>
internal sealed class UploadRefusedException(int status, string message, Exception? cause = null) : Exception(message, cause)
{
    public int Status { get; } = status;
}

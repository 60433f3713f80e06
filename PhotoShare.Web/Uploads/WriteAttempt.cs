namespace PhotoShare.Web.Uploads;

/// <summary>What came of trying to add a photo.</summary>
/// <param name="Written">The API took the photo: the person granted that.</param>
/// <param name="MissingScope">The scope that the API named as missing, in words where we have them; with a refusal only.</param>
/// <param name="Answer">The API's answer, as the protocol says it.</param>
public sealed record WriteAttempt(bool Written, string? MissingScope, string Answer);

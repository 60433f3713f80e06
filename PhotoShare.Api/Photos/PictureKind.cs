namespace PhotoShare.Api.Photos;

/// <summary>The kinds of picture that are taken, told by their first bytes: neither a name nor a Content-Type is believed.</summary>
internal enum PictureKind { Jpeg, Png, Webp }

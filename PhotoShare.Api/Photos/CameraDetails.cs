namespace PhotoShare.Api.Photos;

/// <param name="ExposureTime">Seconds.</param>
/// <param name="Aperture">The f-number.</param>
/// <param name="FocalLength">Millimetres.</param>
internal sealed record CameraDetails(string? Model, string? Lens, double? ExposureTime, double? Aperture, int? Iso, double? FocalLength);

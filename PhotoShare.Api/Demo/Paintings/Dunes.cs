namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Sand under a low sun: each crest has a lit side and a shadow.</summary>
internal static class Dunes
{
    public static string Paint(Canvas canvas)
    {
        canvas.Sky((0, "#34557f"), (0.35, "#e8a87c"), (0.6, "#f7d9a8"));
        canvas.Glow(canvas.Width * canvas.Between(0.2, 0.8), canvas.Height * 0.36, canvas.Height * 0.3, "#fff1c4");
        for (var i = 0; i < 5; i++)
        {
            var y = canvas.Height * (0.45 + i * 0.12);
            canvas.Add($"<path d='{canvas.Under(canvas.Rolling(y, canvas.Height * 0.06, canvas.Between(0.6, 1.4)))}' fill='{canvas.Vertical((0, "#e9a15b"), (1, "#8a4b2c"))}'/>");
        }
        return canvas.ToString();
    }
}

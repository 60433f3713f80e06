namespace PhotoShare.Web.Photos;

/// <summary>
/// Gives a photo the class of the stylesheet that carries its aspect ratio, so that rows of photos line up without scripts.
/// A style attribute would say it exactly, and the content security policy allows none.
/// </summary>
public static class PhotoShape
{
    // Hundredths of width by height: the shapes that cameras make, and steps between them. app.css has one class for each.
    private static readonly int[] Shapes = [50, 56, 67, 75, 80, 90, 100, 112, 125, 133, 142, 150, 160, 178, 200, 240, 300];

    /// <summary>The nearest shape's class, e.g. <c>r150</c> for 3:2. Square when the size is not known.</summary>
    public static string Of(int width, int height)
    {
        if (width <= 0 || height <= 0) return "r100";
        var ratio = Math.Log((double)width / height);
        return $"r{Shapes.MinBy(shape => Math.Abs(Math.Log(shape / 100d) - ratio))}";
    }
}

namespace PhotoShare.Api.Authentication;

/// <summary>Carries a <see cref="BearerRefusal"/> from where it is found to where it is written.</summary>
internal sealed class BearerRefusedException(BearerRefusal refusal) : Exception(refusal.Description)
{
    public BearerRefusal Refusal { get; } = refusal;
}

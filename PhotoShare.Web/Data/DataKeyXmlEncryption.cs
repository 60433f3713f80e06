using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace PhotoShare.Web.Data;

/// <summary>Wraps each data-protection key with <see cref="DataKey"/> before it goes to the database.</summary>
public sealed class DataKeyXmlEncryptor(DataKey key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var wrapped = key.Wrap(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new EncryptedXmlInfo(new XElement("wrapped", Convert.ToBase64String(wrapped)), typeof(DataKeyXmlDecryptor));
    }
}

/// <summary>The way back. Data protection makes it from the type's name in the database, with the services.</summary>
public sealed class DataKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly DataKey key = services.GetRequiredService<DataKey>();

    public XElement Decrypt(XElement encryptedElement)
    {
        return XElement.Parse(key.Unwrap(Convert.FromBase64String(encryptedElement.Value)));
    }
}

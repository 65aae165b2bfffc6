namespace NocExpress.Help;

/// <summary>An example of a cmdlet.</summary>
internal sealed record ExampleHelp(string Title, string Code, string[] Remarks);

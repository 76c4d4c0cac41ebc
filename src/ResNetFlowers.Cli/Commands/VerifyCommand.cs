using System.CommandLine;
using System.Text.Json;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Data.Verification;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>verify DATA</c>: what is wrong with a data set, and with <c>--fix</c> out of the way.</summary>
internal static class VerifyCommand
{
    private const int Harmful = 1;

    private static readonly VerifyOptions Defaults = new() { Data = "" };

    public static Command Create(Screen screen)
    {
        var data = new Argument<string>("DATA") { Description = "Folder of a split (train, val, test), one with one sub-folder of photos per class, or a list (.csv, .jsonl) of path,label or path,label,split" };
        var minSide = new Option<int>("--min-side") { Description = "A photo with a side below this many pixels is tiny", DefaultValueFactory = _ => Defaults.MinSide };
        var maxMegapixels = new Option<int>("--max-megapixels") { Description = "A photo of more million pixels is giant", DefaultValueFactory = _ => Defaults.MaxMegapixels };
        var maxPixels = CommonOptions.MaxPixels(Defaults.MaxPixels);
        var fix = new Option<bool>("--fix") { Description = "Move what harms training, and superfluous copies, to DATA-set-aside; deletes nothing" };
        var names = CommonOptions.Names();
        var json = CommonOptions.Json();
        var command = new Command("verify", "Look for photos and folders that would harm training; exit code 1 if there are any") { data, minSide, maxMegapixels, maxPixels, fix, names, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            VerifyResult result = Run(screen, new VerifyOptions
            {
                Data = parsed.GetValue(data)!,
                MinSide = parsed.GetValue(minSide),
                MaxMegapixels = parsed.GetValue(maxMegapixels),
                MaxPixels = parsed.GetValue(maxPixels),
                Fix = parsed.GetValue(fix),
                Names = parsed.GetValue(names),
            });
            if (result.Note is not null) screen.Note($"note: {result.Note}");
            if (parsed.GetValue(json)) screen.SayJson(VerifyJson.Of(result));
            else VerifyReport.Write(result, parsed.GetValue(fix), screen.Say);
            return result.Harms ? Harmful : 0;
        }));
        return command;
    }

    private static VerifyResult Run(Screen screen, VerifyOptions options)
    {
        using var interrupt = new Interrupt();
        using var bar = new CountedProgress(screen, "verify");
        return DatasetVerifier.Verify(options, new Terminal.Progress<VerifyProgress>(at => bar.Report(at.Done, at.Total)), interrupt.Token);
    }

    /// <summary>The JSON of <c>verify --json</c>.</summary>
    private sealed record VerifyJson(
        string Data, int Photos, bool Harms, IReadOnlyList<string> Parts, IReadOnlyList<ClassPhotos> Classes, ImageStatistics? Statistics,
        IReadOnlyList<FindingJson> Findings, IReadOnlyList<MovedFile> Moved)
    {
        public static VerifyJson Of(VerifyResult result) => new(
            result.Data, result.Photos, result.Harms, result.Parts, result.Classes, result.Statistics, [.. result.Findings.Select(FindingJson.Of)], result.Moved);
    }

    private sealed record FindingJson(string Kind, bool Harms, string Problem, IReadOnlyList<string> Places, IReadOnlyList<string> Offenders)
    {
        public static FindingJson Of(Finding finding) => new(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Kind.ToString()), finding.Harms, finding.Problem, finding.Places, finding.Offenders);
    }
}

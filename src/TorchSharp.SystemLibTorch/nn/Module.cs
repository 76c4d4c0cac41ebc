using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// The base of all modules. Sub-modules and parameters held in fields are registered under the fields' names by
        /// <see cref="RegisterComponents"/>, so that fields spell the keys of the state dict.
        /// </summary>
        public class Module : IDisposable
        {
            protected OrderedDict<string, Parameter> _internal_params = new();
            protected OrderedDict<string, Module> _internal_submodules = new();
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected string name;

            protected Module(string name) => this.name = name;

            public bool training { get; private set; } = true;

            public virtual string GetName() => name;

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (Module child in _internal_submodules.values()) child.train(train);
            }

            public virtual void eval() => train(false);

            /// <summary>Registers the modules, parameters and (other tensors) buffers in the fields of the most derived class and its bases.</summary>
            protected virtual void RegisterComponents()
            {
                foreach (FieldInfo field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    switch (field.GetValue(this))
                    {
                        case Module module when !_internal_submodules.ContainsKey(field.Name):
                            register_module(field.Name, module);
                            break;
                        case Parameter parameter when !_internal_params.ContainsKey(field.Name):
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor buffer and not Parameter when !_internal_buffers.ContainsKey(field.Name):
                            register_buffer(field.Name, buffer);
                            break;
                    }
                }
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (name.Contains('.', StringComparison.Ordinal)) throw new ArgumentException($"the name '{name}' of a module contains a dot", nameof(name));
                _internal_submodules.Add(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_parameter(string name, Parameter param) => _internal_params.Add(name, param);

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                tensor.DetachFromDisposeScope();
                _internal_buffers.Add(name, (tensor, persistent));
            }

            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            public virtual IEnumerable<Module> children() => _internal_submodules.values();

            /// <summary>Every module below this one, parents before children, by dotted name; not the module itself.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string child, Module module) in _internal_submodules)
                {
                    yield return (child, module);
                    foreach ((string inner, Module grandchild) in module.named_modules()) yield return ($"{child}.{inner}", grandchild);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                _internal_params.Concat(!recurse ? [] : _internal_submodules.SelectMany(
                    child => child.Item2.named_parameters().Select(entry => ($"{child.Item1}.{entry.name}", entry.parameter))));

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(entry => entry.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true) =>
                _internal_buffers.Where(entry => include_nonpersistent || entry.Item2.Item2).Select(entry => (entry.Item1, entry.Item2.Item1))
                    .Concat(!recurse ? [] : _internal_submodules.SelectMany(child => child.Item2
                        .named_buffers(recurse, include_nonpersistent).Select(entry => ($"{child.Item1}.{entry.name}", entry.buffer))));

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            /// <summary>Parameters and persistent buffers by dotted name, all parameters first, as TorchSharp has them. The tensors are the module's own.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string Key(string key) => string.IsNullOrEmpty(prefix) ? key : $"{prefix}.{key}";
                foreach ((string key, Parameter parameter) in named_parameters()) destination.TryAdd(Key(key), parameter);
                foreach ((string key, Tensor buffer) in named_buffers(include_nonpersistent: false)) destination.TryAdd(Key(key), buffer);
                foreach ((string key, Module child) in _internal_submodules) child.state_dict(destination, Key(key));
                return destination;
            }

            /// <summary>Copies tensors into the module's own.</summary>
            /// <returns>The keys that the source lacks, and those that the module lacks.</returns>
            /// <exception cref="InvalidOperationException">Strict, and keys differ; or a shape differs.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                List<string> missing = [.. own.Keys.Where(key => !source.ContainsKey(key) && skip?.Contains(key) != true)];
                List<string> unexpected = [.. source.Keys.Where(key => !own.ContainsKey(key) && skip?.Contains(key) != true)];
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                {
                    throw new InvalidOperationException(
                        $"the state dict does not fit the module: missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}]");
                }

                foreach ((string key, Tensor tensor) in own)
                {
                    if (!source.TryGetValue(key, out Tensor? given) || skip?.Contains(key) == true) continue;
                    if (!tensor.shape.AsSpan().SequenceEqual(given.shape))
                        throw new InvalidOperationException($"{key} has the shape [{string.Join(", ", given.shape)}], not [{string.Join(", ", tensor.shape)}]");
                    using IDisposable _ = no_grad();
                    tensor.copy_(given);
                }

                return (missing, unexpected);
            }

            public virtual Module apply(Action<Module> fn)
            {
                foreach (Module child in children()) child.apply(fn);
                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                        continue;
                    }

                    using Tensor? gradient = parameter.grad;
                    gradient?.detach_().zero_();
                }
            }

            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (Parameter parameter in _internal_params.values()) parameter.Dispose();
                foreach ((Tensor buffer, _) in _internal_buffers.values()) buffer.Dispose();
                foreach (Module child in _internal_submodules.values()) child.Dispose();
            }

            /// <summary>Moves parameters and buffers, in place: who holds them keeps them.</summary>
            internal void Move(Func<Tensor, Tensor> moved)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable _ = no_grad();
                foreach (Tensor tensor in parameters().Concat(buffers())) tensor.SetData(moved(tensor));
            }
        }
    }
}

public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, torch.Device device, bool non_blocking = false) where T : torch.nn.Module
    {
        module.Move(tensor => tensor.to(device, non_blocking: non_blocking));
        return module;
    }

    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module
    {
        module.Move(tensor => tensor.is_floating_point() ? tensor.to_type(type, non_blocking: non_blocking) : tensor.alias());
        return module;
    }

    public static T cpu<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.CPU, non_blocking);
}

module seawall/kube/components

go 1.26.0
